"""What the card of missing settings says, in each language of the chat."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CardWords:
    missing: str
    unusable: str
    settings: dict[str, str]
    ways: str
    argument: str
    secrets: str
    environment: str
    rerun: str


_WORDS = {
    "en": CardWords(
        missing="The chat is not set up yet. Missing: {names}.",
        unusable="The chat cannot start with these settings.",
        settings={"api_key": "the API key", "assistant_id": "the assistant id"},
        ways="Give it in one of these ways:",
        argument="In the app, as an argument",
        secrets="In `.streamlit/secrets.toml`",
        environment="In the environment of the app",
        rerun="Then rerun the app; restart it after a change of the environment.",
    ),
    "zh-Hans": CardWords(
        missing="聊天尚未配置完成，缺少：{names}。",
        unusable="当前设置无法启动聊天。",
        settings={"api_key": "API 密钥", "assistant_id": "助手 ID"},
        ways="可用以下任一方式提供：",
        argument="在应用代码中作为参数",
        secrets="写入 `.streamlit/secrets.toml`",
        environment="设置应用的环境变量",
        rerun="然后重新运行应用；修改环境变量后请重启应用。",
    ),
    "zh-Hant": CardWords(
        missing="聊天尚未設定完成，缺少：{names}。",
        unusable="目前的設定無法啟動聊天。",
        settings={"api_key": "API 金鑰", "assistant_id": "助理 ID"},
        ways="可用以下任一方式提供：",
        argument="在應用程式的程式碼中作為引數",
        secrets="寫入 `.streamlit/secrets.toml`",
        environment="設定應用程式的環境變數",
        rerun="接著重新執行應用程式；修改環境變數後請重新啟動。",
    ),
    "ja": CardWords(
        missing="チャットの設定がまだ完了していません。不足しているもの：{names}。",
        unusable="この設定ではチャットを開始できません。",
        settings={"api_key": "API キー", "assistant_id": "アシスタント ID"},
        ways="次のいずれかの方法で指定してください：",
        argument="アプリのコードで引数として",
        secrets="`.streamlit/secrets.toml` に",
        environment="アプリの環境変数に",
        rerun="その後アプリを再実行してください。環境変数を変えた場合は再起動が必要です。",
    ),
    "ko": CardWords(
        missing="채팅 설정이 아직 끝나지 않았습니다. 누락된 항목: {names}.",
        unusable="이 설정으로는 채팅을 시작할 수 없습니다.",
        settings={"api_key": "API 키", "assistant_id": "어시스턴트 ID"},
        ways="다음 중 한 가지 방법으로 지정하세요:",
        argument="앱 코드에서 인수로",
        secrets="`.streamlit/secrets.toml`에",
        environment="앱의 환경 변수에",
        rerun="그런 다음 앱을 다시 실행하세요. 환경 변수를 바꾼 뒤에는 앱을 재시작하세요.",
    ),
    "de": CardWords(
        missing="Der Chat ist noch nicht eingerichtet. Es fehlt: {names}.",
        unusable="Mit diesen Einstellungen kann der Chat nicht starten.",
        settings={"api_key": "der API-Schlüssel", "assistant_id": "die Assistenten-ID"},
        ways="So können Sie es angeben:",
        argument="In der App, als Argument",
        secrets="In `.streamlit/secrets.toml`",
        environment="In der Umgebung der App",
        rerun="Führen Sie die App erneut aus; nach Änderung der Umgebung starten Sie sie neu.",
    ),
    "fr": CardWords(
        missing="Le chat n’est pas encore configuré. Il manque : {names}.",
        unusable="Le chat ne peut pas démarrer avec ces paramètres.",
        settings={"api_key": "la clé d’API", "assistant_id": "l’identifiant de l’assistant"},
        ways="Indiquez-le de l’une de ces façons :",
        argument="Dans l’application, en argument",
        secrets="Dans `.streamlit/secrets.toml`",
        environment="Dans l’environnement de l’application",
        rerun="Relancez l’application ; redémarrez-la si l’environnement a changé.",
    ),
    "es": CardWords(
        missing="El chat aún no está configurado. Falta: {names}.",
        unusable="El chat no puede iniciarse con estos ajustes.",
        settings={"api_key": "la clave de API", "assistant_id": "el id del asistente"},
        ways="Indícalo de una de estas formas:",
        argument="En la aplicación, como argumento",
        secrets="En `.streamlit/secrets.toml`",
        environment="En el entorno de la aplicación",
        rerun="Después vuelve a ejecutar la aplicación; reiníciala si has cambiado el entorno.",
    ),
    "pt": CardWords(
        missing="O chat ainda não está configurado. Falta: {names}.",
        unusable="O chat não pode iniciar com estas configurações.",
        settings={"api_key": "a chave de API", "assistant_id": "o id do assistente"},
        ways="Informe de uma destas formas:",
        argument="No aplicativo, como argumento",
        secrets="Em `.streamlit/secrets.toml`",
        environment="No ambiente do aplicativo",
        rerun="Depois execute o aplicativo de novo; reinicie-o se mudou o ambiente.",
    ),
}


def words_of(locale: str | None) -> CardWords:
    """Return the words for a language tag such as ``zh-CN``; English for any other language."""
    language, *rest = (locale or "en").lower().replace("_", "-").split("-")
    if language == "zh":
        traditional = {"hant", "tw", "hk", "mo"} & set(rest) and "hans" not in rest
        return _WORDS["zh-Hant" if traditional else "zh-Hans"]
    return _WORDS.get(language, _WORDS["en"])
