namespace Hermes.Campaigns.Mutants;

/// <summary>
/// Bugs that operators have had, each put back into this one: what the campaigns do not find of these they would not find of others.
/// </summary>
internal static class MutantCatalog
{
    private const string Reference = "reference";
    private const string Crash = "crash";
    private const string Operations = "operations";
    private const string Stale = "stale";
    private const string Unobserved = "unobserved";
    private const string Esr = "esr";
    private const string Switches = "switches";
    private const string Leadership = "leadership";

    private const string Applier = "Hermes.Kubernetes/Applying/OwnedObjectApplier.cs";
    private const string Queue = "Hermes.Kubernetes/Queue/WorkQueue.cs";
    private const string Controller = "Hermes.Kubernetes/Controllers/Controller.cs";
    private const string Informer = "Hermes.Kubernetes/Caching/Informer.cs";
    private const string Reflector = "Hermes.Kubernetes/Caching/Reflector.cs";
    private const string Fence = "Hermes.Kubernetes/Transport/WriteFence.cs";
    private const string Children = "Hermes.Operator/Controllers/ChildReconciler.cs";
    private const string Watches = "Hermes.Operator/Controllers/AppWatches.cs";

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "blind-create",
            "what is not known is applied by force, without the condition that it be absent",
            Applier,
            "SendAsync(desired, Stamp(desired.Metadata, hash) with { ResourceVersion = \"1\" }, _create, cancellationToken)",
            "SendAsync(desired, Stamp(desired.Metadata, hash), _force, cancellationToken)",
            Reference, Stale, Crash, Esr),
        new(
            "name-instead-of-uid",
            "a child of the former bearer of the name is taken for the app's own",
            Applier,
            "        if (live.IsLeftByFormer(owner))\n        {",
            "        if (live.IsLeftByFormer(owner))\n        {\n            return null;\n        }\n\n        if (live.IsLeftByFormer(owner))\n        {",
            Reference, Stale, Crash, Esr),
        new(
            "update-of-any-uid",
            "an update does not say which object it is for",
            Applier,
            "Stamp(desired.Metadata, hash) with { Uid = live.Metadata.Uid }",
            "Stamp(desired.Metadata, hash)",
            Reference, Stale, Crash, Esr),
        new(
            "delete-of-any-uid",
            "a delete does not say which object it is for",
            Applier,
            "new Preconditions(Uid: live.Metadata.Uid)",
            "null",
            Reference, Stale, Crash, Esr),
        new(
            "blind-to-drift",
            "a value that somebody else changed is not looked at",
            Applier,
            "DesiredFields.FirstDifference(wanted.Root, JsonSerializer.SerializeToElement(live, _contract))",
            "null",
            Reference, Crash),
        new(
            "blind-to-dropped-fields",
            "a field that left the spec stays in the child",
            Applier,
            "applied) is true && applied == hash",
            "applied) is true && applied.Length == hash.Length",
            Reference, Operations),
        new(
            "lost-update",
            "what comes while a key is being reconciled is not reconciled",
            Queue,
            "if (_isShutDown || !_dirty.TryAdd(key, _time.GetTimestamp()))",
            "if (_isShutDown || _processing.ContainsKey(key) || !_dirty.TryAdd(key, _time.GetTimestamp()))",
            Reference, Crash, Esr),
        new(
            "dropped-retry",
            "what failed is not tried again",
            Queue,
            "            _instruments.Retried();\n            AddAfter(key, wait);",
            "            _instruments.Retried();",
            Reference, Crash, Esr),
        new(
            "dropped-second-look",
            "a reconcile that asks to be called again is not",
            Controller,
            "AtLeastFirstDelay(outcome.RequeueAfter) ?? Jittered(_options.ResyncInterval)",
            "Jittered(_options.ResyncInterval)",
            Reference, Crash, Esr),
        new(
            "failure-for-good",
            "whatever a reconcile throws is final",
            "Hermes.Kubernetes/Controllers/Reconciler.cs",
            ": new(ReconcileResult.Failure, exception.Message, exception);",
            ": new(ReconcileResult.Terminal, exception.Message, exception);",
            Reference, Crash, Esr),
        new(
            "swallowed-410",
            "a version that the server has forgotten is asked for again and again",
            Reflector,
            "            _version = null;\n            ReflectorLog.VersionLost(logger, Kind, failure.Message);\n            return pause;",
            "            ReflectorLog.VersionLost(logger, Kind, failure.Message);\n            return pause;",
            Reference, Unobserved, Esr),
        new(
            "missed-deletions",
            "what a new list does not hold any more is kept",
            Informer,
            "if (InScope(former, @namespace) && !present.Contains(NamespacedName.Of(former)))",
            "if (InScope(former, @namespace) && present.Count < 0)",
            Reference, Unobserved, Esr),
        new(
            "edge-trigger",
            "a new list tells nobody of what it brings",
            Informer,
            "            foreach (var entity in listed.OrderBy(static entity => ResourceVersions.Number(entity.Metadata.ResourceVersion) ?? 0))\n            {\n                present.Add(NamespacedName.Of(entity));\n                Put(entity);",
            "            foreach (var entity in listed.OrderBy(static entity => ResourceVersions.Number(entity.Metadata.ResourceVersion) ?? 0))\n            {\n                present.Add(NamespacedName.Of(entity));\n                _store.Set(Slim(entity));",
            Reference, Unobserved, Esr),
        new(
            "deaf-to-children",
            "a Service that somebody deletes wakes nobody",
            Watches,
            "        .Owns(informer: AppInformers.Services)\n",
            "",
            Reference, Crash),
        new(
            "deaf-to-freed-hosts",
            "an app that waits for a host does not hear that it is free",
            Watches,
            "before.Except(after).Union(after.Except(before))",
            "after.Except(before)",
            Reference, Crash, Operations),
        new(
            "forced-replicas",
            "the count is named in every apply",
            "Hermes.Operator/Children/DeploymentBuilder.cs",
            "Replicas = decisions.Replicas,",
            "Replicas = decisions.Replicas ?? 1,",
            Reference, Crash, Operations),
        new(
            "dropped-count",
            "the count is let go without anybody to take it over, and falls to 1",
            Children,
            "plan.Replicas.NeedsHandOver ? live => HandOverCountAsync(live, cancellationToken) : null",
            "null",
            Reference, Operations, Crash),
        new(
            "leftover-ingress",
            "what left the spec stays in the cluster",
            Children,
            "            await steps.DeleteAsync(kinds.Ingresses, AppPart.Routing, stands.Ingress);",
            "            await Task.CompletedTask;",
            Reference, Operations, Crash),
        new(
            "two-scalers",
            "the new scaler does not wait for the old one to go",
            "Hermes.Operator/Autoscaling/AutoscalerPlan.cs",
            "        if (observed.IsKedaPresent)\n        {",
            "        if (observed.IsKedaPresent && observed.Autoscaler == Presence.Leaving)\n        {",
            Reference, Crash, Operations),
        new(
            "http-objects-first",
            "the scaler of HTTP goes before traffic has left the interceptor",
            "Hermes.Operator/Autoscaling/HttpDeparture.cs",
            "        var remaining = times.TrafficGrace - (observed.AroundInterceptorFor ?? TimeSpan.Zero);\n        return remaining > TimeSpan.Zero",
            "        var remaining = TimeSpan.Zero;\n        return remaining > TimeSpan.Zero",
            Reference, Switches),
        new(
            "host-to-everybody",
            "a host that another app's Ingress carries is taken all the same",
            "Hermes.Operator/Controllers/HostRegistry.cs",
            "if (carrier is null && ReferenceEquals(owner, app))",
            "if (carrier is null || ReferenceEquals(owner, app))",
            Reference, Crash),
        new(
            "stale-status",
            "the status claims to be of an older generation",
            "Hermes.Operator/Status/AppStatus.cs",
            "            ObservedGeneration = app.Metadata.Generation,\n            Replicas",
            "            ObservedGeneration = app.Status?.ObservedGeneration ?? app.Metadata.Generation,\n            Replicas",
            Reference, Operations),
        new(
            "unwritten-status",
            "a status that may wait is never written",
            "Hermes.Operator/Controllers/StatusRecorder.cs",
            "            return times.Gathering - waited;",
            "            return null;",
            Reference, Crash, Esr),
        new(
            "ignorance-is-absence",
            "a kind whose discovery is under way is taken for absent",
            "Hermes.Operator/Controllers/ClusterView.cs",
            "return isServed is true && !(_kind.HasSynced && _kind.IsServed is true) ? null : isServed;",
            "return isServed is true && _kind.HasSynced && _kind.IsServed is true;",
            Reference, Crash, Esr),
        new(
            "wall-clock-lease",
            "the leader counts by the wall clock",
            Fence,
            "    private TimeSpan RemainingLocked =>\n        _wasOpened && !_isClosed && !_closed.IsCancellationRequested\n        && time.GetElapsedTime(time.GetTimestamp(), _until) is var",
            "    private readonly long _stamp = time.GetTimestamp();\n    private readonly DateTimeOffset _booted = time.GetUtcNow();\n    private TimeSpan RemainingLocked =>\n        _wasOpened && !_isClosed && !_closed.IsCancellationRequested\n        && time.GetElapsedTime(_stamp, _until) - (time.GetUtcNow() - _booted) is var",
            Leadership),
        new(
            "no-fence",
            "what is written passes no fence",
            "Hermes.Kubernetes/Transport/ApiConnection.cs",
            "request.IsFenced ? Volatile.Read(ref _fence) : null",
            "request.IsFenced && request.Verb.Length == 0 ? Volatile.Read(ref _fence) : null",
            Leadership),
        new(
            "fence-by-timer",
            "the fence closes when its timer fires, however late that is",
            Fence,
            "is var remaining && remaining > TimeSpan.Zero\n            ? remaining",
            "is var remaining\n            ? (remaining > TimeSpan.FromSeconds(1) ? remaining : TimeSpan.FromSeconds(1))",
            Leadership),
        new(
            "counted-from-the-answer",
            "a renewal counts from when it was answered, and not from when it was sent",
            "Hermes.Kubernetes/LeaderElection/LeaderElector.cs",
            "_fence.TryExtend(sent, _options.RenewDeadline) ? renewed",
            "_fence.TryExtend(_time.GetTimestamp(), _options.RenewDeadline) ? renewed",
            Leadership),
        new(
            "trusted-renew-time",
            "a lease is taken by the time that its holder wrote into it",
            "Hermes.Kubernetes/LeaderElection/LeaseObservation.cs",
            "_changed = time.GetTimestamp();",
            "_changed = time.GetTimestamp() - (long)((time.GetUtcNow().UtcDateTime - (read?.Spec?.RenewTime ?? time.GetUtcNow().UtcDateTime)).TotalSeconds * time.TimestampFrequency);",
            Leadership),
        new(
            "hasty-release",
            "the lease is given back while a write is under way",
            Fence,
            "isQuiet = _underWay == 0 && (_unansweredUntil is not { } until || time.GetTimestamp() >= until);",
            "isQuiet = true;",
            Leadership),
    ];

    /// <summary>Every campaign that hunts.</summary>
    public static IReadOnlyList<string> Hunters { get; } = [.. All.SelectMany(mutant => mutant.Hunters).Distinct(StringComparer.Ordinal)];

    /// <summary>A mutant by its name.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static Mutant Get(string name) => All.FirstOrDefault(mutant => mutant.Name == name)
        ?? throw new FormatException($"there is no mutant '{name}'; there are {string.Join(", ", All.Select(mutant => mutant.Name))}");
}
