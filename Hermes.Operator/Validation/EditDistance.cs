namespace Hermes.Operator.Validation;

/// <summary>How far a misspelt name is from one that exists.</summary>
internal static class EditDistance
{
    /// <summary>The least number of letters to insert, remove or replace; case does not count.</summary>
    public static int Between(string left, string right)
    {
        // Beyond a length that names have, only the difference in length is told: the table grows with the product.
        if (Math.Max(left.Length, right.Length) > 64)
        {
            return Math.Max(left.Length, right.Length);
        }

        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
