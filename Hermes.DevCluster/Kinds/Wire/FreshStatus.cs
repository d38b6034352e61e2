using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds.Wire;

/// <summary>The status that objects begin with, whatever their author wrote there.</summary>
internal static class FreshStatus
{
    /// <summary>The row with the status of new objects reset to the schema's defaults, where it is a subresource with a schema.</summary>
    public static KindRow WithFreshStatus(this KindRow row)
    {
        if (!row.HasStatus || !row.Schema.Properties.TryGetValue("status", out var status) || status.Default is null)
        {
            return row;
        }

        var own = row.Prepare;
        return row with
        {
            Prepare = (value, old) =>
            {
                if (old is null)
                {
                    value.Remove("status");
                    SchemaDefaulter.Apply(value, row.Schema);
                    row.Default?.Invoke(value);
                }

                own?.Invoke(value, old);
            },
        };
    }
}
