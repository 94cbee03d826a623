using System.Globalization;

namespace MeshActors.Kubernetes.Embedded.Cel;

/// <summary>Arithmetic on numbers; integers never wrap around.</summary>
internal static class CelArithmetic
{
    /// <exception cref="CelException">The outcome is no number.</exception>
    public static object Calculate(string sign, object left, object right)
    {
        try
        {
            return left is long a && right is long b
                ? (object)checked(sign switch { "+" => a + b, "-" => a - b, "*" => a * b, "/" => a / b, _ => a % b })
                : Calculate(sign, Convert.ToDouble(left, CultureInfo.InvariantCulture), Convert.ToDouble(right, CultureInfo.InvariantCulture));
        }
        catch (ArithmeticException fault)
        {
            throw new CelException(fault.Message);
        }
    }

    private static double Calculate(string sign, double a, double b)
        => sign switch { "+" => a + b, "-" => a - b, "*" => a * b, "/" => a / b, _ => throw new CelException("no such overload: double % double") };
}
