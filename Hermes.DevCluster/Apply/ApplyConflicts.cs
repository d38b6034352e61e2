using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Apply;

/// <summary>The refusal of an apply that would take fields from other managers.</summary>
internal static class ApplyConflicts
{
    /// <summary>409 with one cause per field.</summary>
    public static ApiException Refusal(IReadOnlyList<(ManagerEntry Owner, FieldSet Fields)> conflicts)
    {
        var byOwner = conflicts.OrderBy(conflict => conflict.Owner.Manager, StringComparer.Ordinal)
            .Select(conflict => (Name: conflict.Owner.ToString(), Paths: PathsOf(conflict.Fields)))
            .ToList();
        return new(409, "Conflict", Message(byOwner))
        {
            Causes =
            [
                .. byOwner.SelectMany(owner => owner.Paths.Select(path =>
                    new FieldError(path, "FieldManagerConflict", $"conflict with {owner.Name}"))),
            ],
        };
    }

    private static List<string> PathsOf(FieldSet fields) => [.. fields.Paths().Select(path => string.Concat(path))];

    private static string Message(List<(string Name, List<string> Paths)> byOwner)
    {
        var count = byOwner.Sum(owner => owner.Paths.Count);
        if (count == 1)
        {
            return $"Apply failed with 1 conflict: conflict with {byOwner[0].Name}: {byOwner[0].Paths[0]}";
        }

        var lines = byOwner.SelectMany(owner => owner.Paths.Select(path => $"- {path}").Prepend($"conflicts with {owner.Name}:"));
        return $"Apply failed with {count} conflicts: {string.Join('\n', lines)}";
    }
}
