namespace Hermes.DevCluster.Apply;

/// <summary>How one object differs from another; no field is in two of the sets.</summary>
/// <param name="Added">Fields that only the second has.</param>
/// <param name="Modified">Fields whose values differ.</param>
/// <param name="Removed">Fields that only the first has.</param>
internal sealed record Comparison(FieldSet Added, FieldSet Modified, FieldSet Removed)
{
    /// <summary>The comparison without these fields and all below them.</summary>
    public Comparison Without(FieldSet fields) =>
        new(Added.ExceptTrees(fields), Modified.ExceptTrees(fields), Removed.ExceptTrees(fields));
}
