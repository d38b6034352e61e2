using k8s.Models;

namespace Hermes.Operator.Children;

/// <summary>Resource amounts as an app writes them, and as the API server stores them.</summary>
internal static class Amount
{
    private const decimal Largest = long.MaxValue;

    /// <summary>Stands for every amount beyond what can be calculated with, far above what Kubernetes takes.</summary>
    private static readonly ResourceQuantity TooLarge = new(Largest + 1, 0, ResourceQuantity.SuffixFormat.DecimalSI);

    /// <summary>The amount, whose text is the server's own form: <c>500m</c> for 0.5, <c>1Gi</c> for 1024Mi.</summary>
    /// <exception cref="FormatException">The text is no amount; <see cref="TryParse"/> asks first.</exception>
    public static ResourceQuantity Parse(IntOrString written) =>
        TryParse(written) ?? throw new FormatException($"\"{written.Value}\" is no resource amount.");

    /// <returns>The amount; null where the text is none.</returns>
    public static ResourceQuantity? TryParse(IntOrString? written)
    {
        // The parser overlooks spaces; the server does not.
        if (written?.Value is not { Length: > 0 } text || text.Any(char.IsWhiteSpace))
        {
            return null;
        }

        try
        {
            var amount = new ResourceQuantity(text);
            // Value and text are made on demand, and may not fit.
            _ = (amount.ToDecimal(), amount.ToString());
            return amount;
        }
        catch (OverflowException)
        {
            return TooLarge;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return null;
        }
    }

    public static bool IsZero(ResourceQuantity amount) => amount.ToDecimal() == 0;

    public static bool IsWhole(ResourceQuantity amount) => decimal.IsInteger(amount.ToDecimal());

    public static bool IsTooLarge(ResourceQuantity amount) => amount.ToDecimal() > Largest;

    public static int Compare(ResourceQuantity left, ResourceQuantity right) => left.ToDecimal().CompareTo(right.ToDecimal());
}
