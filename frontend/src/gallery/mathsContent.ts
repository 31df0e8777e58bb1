/** Formulas in every form, amounts that are none, and TeX that cannot be read. */
export const MATHS = `The growth of a quarter is $g = \\frac{r_t}{r_{t-1}} - 1$, which for \\(r_t = 3.42\\) gives **12 %**. Prices go from $5 to $10 (US$100 at most).

\\[
\\hat{\\beta} = \\left( X^\\top X \\right)^{-1} X^\\top y
= \\arg\\min_{\\beta} \\sum_{i=1}^{n} \\left( y_i - x_i^\\top \\beta \\right)^2
\\]

1. With a prior:

   $$
   p(\\theta \\mid y)
   = \\frac{p(y \\mid \\theta)\\, p(\\theta)}{\\int p(y \\mid \\theta)\\, p(\\theta)\\, d\\theta}
   $$
2. As a table:

| Measure | Formula |
|---|---|
| Mean | $\\bar{x} = \\frac{1}{n} \\sum_i x_i$ |
| Variance | $s^2 = \\frac{1}{n-1} \\sum_i (x_i - \\bar{x})^2$ |

$$\\begin{pmatrix} 1 & 0 & 0 \\\\ 0 & \\cos\\varphi & -\\sin\\varphi \\\\ 0 & \\sin\\varphi & \\cos\\varphi \\end{pmatrix} \\cdot \\begin{pmatrix} x \\\\ y \\\\ z \\end{pmatrix} = \\begin{pmatrix} x \\\\ y\\cos\\varphi - z\\sin\\varphi \\\\ y\\sin\\varphi + z\\cos\\varphi \\end{pmatrix} \\quad\\text{旋转矩阵}$$

Not TeX: \\(\\frac{1}{\\)`;
