import ts from 'typescript';

/** A type in JSON: what can be compared with another language's. */
export type Described =
  | 'string'
  | 'number'
  | 'boolean'
  | 'null'
  | 'unknown'
  | 'function'
  | { literals: (string | number)[] }
  | { list: Described }
  | { record: Described }
  | { fields: Record<string, Described>; record?: Described }
  | { anyOf: Described[] }
  | { type: string };

/** Names of types that hold each other, or belong to the browser; they are only named. */
const NAMED = new Set(['BasicRoot', 'Card', 'ChatKitOptions', 'Error', 'ListView']);

const PRIMITIVES: [ts.TypeFlags, Described][] = [
  [ts.TypeFlags.Null, 'null'],
  [ts.TypeFlags.BooleanLike, 'boolean'],
  [ts.TypeFlags.Any | ts.TypeFlags.Unknown, 'unknown'],
  [ts.TypeFlags.String, 'string'],
  [ts.TypeFlags.Number, 'number'],
];

const inOrder = (types: Described[]) => {
  const byText = new Map(types.map((type) => [JSON.stringify(type), type]));
  return [...byText.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, type]) => type);
};

const compare = (a: string | number, b: string | number) =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : 1;

/** Describes types of one declaration file. Optional fields end in `?`. */
export class TypeDescriber {
  readonly #checker: ts.TypeChecker;
  readonly #exports: Map<string, ts.Symbol>;

  constructor(path: string) {
    const program = ts.createProgram([path], {
      strict: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      types: [],
    });
    this.#checker = program.getTypeChecker();
    const file = program.getSourceFile(path);
    const module = file && this.#checker.getSymbolAtLocation(file);
    if (!module) throw new Error(`${path} is no module`);
    this.#exports = new Map(
      this.#checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol]),
    );
  }

  /** The exported type `name`. */
  type(name: string): ts.Type {
    const symbol = this.#exports.get(name);
    if (!symbol) throw new Error(`${name} is not exported`);
    return this.#checker.getDeclaredTypeOfSymbol(symbol);
  }

  /** The exported type `name`, in JSON. */
  exported(name: string): Described {
    return this.#structure(this.type(name));
  }

  /** The methods that an exported interface declares itself, with their parameters. */
  methods(name: string): Record<string, Record<string, Described>> {
    const symbol = this.type(name).symbol;
    const own = [...(symbol.members?.values() ?? [])];
    return Object.fromEntries(own.map((member) => [member.name, this.#parameters(member)]));
  }

  /** What the events of an exported map carry. */
  details(name: string): Record<string, Described> {
    const events = this.#checker.getPropertiesOfType(this.type(name));
    return Object.fromEntries(
      events.map((event) => {
        const detail = this.#checker.getTypeOfSymbol(event).getProperty('detail');
        if (!detail) throw new Error(`${event.name} is no CustomEvent`);
        return [event.name, this.describe(this.#checker.getTypeOfSymbol(detail))];
      }),
    );
  }

  describe(type: ts.Type): Described {
    const name = (type.aliasSymbol ?? type.getSymbol())?.name;
    return name !== undefined && NAMED.has(name) ? { type: name } : this.#structure(type);
  }

  #structure(type: ts.Type): Described {
    for (const [flags, described] of PRIMITIVES) if (type.flags & flags) return described;
    if (type.flags & ts.TypeFlags.Void) return 'null';
    if (type.isStringLiteral() || type.isNumberLiteral()) return { literals: [type.value] };
    if (type.isUnion()) return this.#union(type.types);
    if (type.getCallSignatures().length > 0) return 'function';
    const item =
      this.#checker.isArrayType(type) &&
      this.#checker.getIndexTypeOfType(type, ts.IndexKind.Number);
    if (item) return { list: this.describe(item) };
    return this.#object(type);
  }

  #union(types: ts.Type[]): Described {
    const told = types.filter((type) => !(type.flags & ts.TypeFlags.Undefined));
    const literals = told.flatMap((type) =>
      type.isStringLiteral() || type.isNumberLiteral() ? [type.value] : [],
    );
    const others = told.filter((type) => !(type.isStringLiteral() || type.isNumberLiteral()));
    const members = inOrder([
      ...(literals.length > 0 ? [{ literals: literals.sort(compare) }] : []),
      ...others.map((type) => this.describe(type)),
    ]);
    const [only] = members;
    return only !== undefined && members.length === 1 ? only : { anyOf: members };
  }

  #object(type: ts.Type): Described {
    const properties = this.#checker.getPropertiesOfType(type);
    const index = this.#checker.getIndexTypeOfType(type, ts.IndexKind.String);
    const record = index && { record: this.describe(index) };
    if (properties.length === 0 && record) return record;
    const fields = properties.map((property) => {
      const optional = property.flags & ts.SymbolFlags.Optional;
      const described = this.describe(this.#checker.getTypeOfSymbol(property));
      return [`${property.name}${optional ? '?' : ''}`, described] as const;
    });
    return { fields: Object.fromEntries(fields.sort(([a], [b]) => compare(a, b))), ...record };
  }

  #parameters(method: ts.Symbol): Record<string, Described> {
    const [signature] = this.#checker.getTypeOfSymbol(method).getCallSignatures();
    return Object.fromEntries(
      (signature?.parameters ?? []).map((parameter) => {
        const declaration = parameter.valueDeclaration;
        const optional =
          declaration &&
          ts.isParameter(declaration) &&
          this.#checker.isOptionalParameter(declaration);
        const described = this.describe(this.#checker.getTypeOfSymbol(parameter));
        return [`${parameter.name}${optional ? '?' : ''}`, described];
      }),
    );
  }
}
