using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Entities;
using Hermes.Operator.Commands;
using Hermes.Operator.Hosting;

namespace Hermes.Operator.Diagnosis;

/// <summary>Whether whoever asks may do all that the generated roles grant.</summary>
internal sealed class GrantCheck(IKubernetesClient client, ServedKinds served, OperatorOptions options, string podNamespace)
{
    private const int QuestionsAtATime = 8;
    private const string KedaGroup = "keda.sh";
    private const string HttpAddOnGroup = "http.keda.sh";
    private const string LeaseResource = "leases";

    /// <summary>One finding for each resource.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var questions = Questions();
        var answers = new AccessAnswer[questions.Count];
        await Parallel.ForAsync(
            0,
            questions.Count,
            new ParallelOptions { MaxDegreeOfParallelism = QuestionsAtATime, CancellationToken = cancellationToken },
            async (index, token) => answers[index] = await AskAsync(questions[index], token));
        return [.. answers.GroupBy(answer => answer.Question.QualifiedResource).Select(asked => Judge(asked.Key, [.. asked]))];
    }

    private List<AccessQuestion> Questions() =>
    [
        .. AccessQuestion.Of(GeneratedManifests.Grants, options.Namespaces),
        .. AccessQuestion.Of([GeneratedManifests.LeaseGrant], [options.LeaderElectResourceNamespace ?? podNamespace])
            .Select(question => question with { Name = options.LeaderElectResourceName }),
    ];

    private async Task<AccessAnswer> AskAsync(AccessQuestion question, CancellationToken cancellationToken)
    {
        try
        {
            var review = await client.CreateAsync(question.ToReview(), cancellationToken);
            return new(question, review.Status?.Allowed, "");
        }
        catch (Exception failure) when (Failures.IsOfTheCluster(failure))
        {
            return new(question, null, Failures.Describe(failure));
        }
    }

    private Finding Judge(string resource, IReadOnlyList<AccessAnswer> answers)
    {
        var isNeeded = IsNeeded(answers[0].Question);
        var refused = answers.Where(answer => answer.IsAllowed is false).ToList();
        if (refused.Count > 0)
        {
            return new(FindingState.Missing, $"grant {resource}", $"may not {Describe(refused)}: {Remedy(answers[0].Question)}", isNeeded);
        }

        return answers.FirstOrDefault(answer => answer.IsAllowed is null) is { } untold
            ? new(FindingState.Unknown, $"grant {resource}", untold.Failure, isNeeded)
            : new(FindingState.Ok, $"grant {resource}", $"may {Describe(answers)}", isNeeded);
    }

    /// <summary>Verbs together where they are for the same objects, and places together where they are for the same verbs.</summary>
    private static string Describe(IEnumerable<AccessAnswer> answers) => string.Join("; ", answers
        .Select(answer => answer.Question)
        .GroupBy(question => question.Namespace)
        .Select(place => (Place: place.Key, Actions: Actions(place)))
        .GroupBy(place => place.Actions, place => place.Place)
        .Select(places => places.First().Length == 0 ? places.Key : $"{places.Key} in {string.Join(", ", places)}"));

    private static string Actions(IEnumerable<AccessQuestion> questions) => string.Join("; ", questions
        .GroupBy(question => question.Name, question => question.Verb.ToString().ToLowerInvariant())
        .Select(verbs => (Name: verbs.Key, Verbs: string.Join(", ", verbs)))
        .GroupBy(verbs => verbs.Verbs, verbs => verbs.Name)
        .Select(names => names.First().Length == 0 ? names.Key : $"{names.Key} {string.Join(", ", names)}"));

    private bool IsNeeded(AccessQuestion question) => question switch
    {
        { Resource: LeaseResource } => options.LeaderElect,

        // What cannot be watched is asked for every few seconds instead.
        { Scope: EntityScope.Cluster } => false,
        { Group: KedaGroup } => served.ScaledObject is true,
        { Group: HttpAddOnGroup, Resource: "httpscaledobjects" } => served.HttpScaledObject is true,
        { Group: HttpAddOnGroup } => served.InterceptorRoute is true,
        _ => true,
    };

    private static string Remedy(AccessQuestion question) => question switch
    {
        { Resource: LeaseResource } => "bind the Role of config/rbac/leader_election_role.yaml",
        { Scope: EntityScope.Cluster } => "bind the ClusterRole of config/rbac/cluster_role.yaml; without it the operator polls, or does not know",
        _ => "bind the ClusterRole of config/rbac/cluster_role.yaml",
    };
}
