using System.Collections.Concurrent;
using Hermes.Operator.Entities;
using Hermes.Operator.Tenancy;
using Hermes.Operator.Validation;

namespace Hermes.Operator.Controllers;

/// <summary>What is wrong with each app's spec: judged once in a generation, since within one the spec does not change.</summary>
internal sealed class JudgedSpecs(ControllerSettings settings)
{
    private readonly ConcurrentDictionary<string, (long Generation, IReadOnlyList<FieldFault> Faults)> _judged = new();

    /// <summary>Everything that is wrong, in the order of the fields; empty for a valid spec.</summary>
    public IReadOnlyList<FieldFault> FaultsOf(HermesApp app)
    {
        if (app.Metadata.Generation is not { } generation)
        {
            return Judge(app);
        }

        if (!_judged.TryGetValue(app.Metadata.Uid, out var known) || known.Generation != generation)
        {
            known = (generation, Judge(app));
            _judged[app.Metadata.Uid] = known;
        }

        return known.Faults;
    }

    /// <summary>Forgets an app that is gone.</summary>
    public void Forget(string appUid) => _judged.TryRemove(appUid, out _);

    private IReadOnlyList<FieldFault> Judge(HermesApp app) =>
        [.. HermesAppValidator.Validate(app, settings.Environment.ClusterDomain), .. TenantRules.Check(app, settings.Tenants)];
}
