namespace Hermes.Campaigns.Workloads;

/// <summary>A sequence of things that users do, each of them when what came of the one before has come to rest.</summary>
/// <param name="Name">Without spaces: <c>edit-image</c>.</param>
/// <param name="Steps">What is done.</param>
internal sealed record Workload(string Name, params IReadOnlyList<UserStep> Steps)
{
    /// <summary>The shortest way to the same end: each app is made as it is wanted at last, with nothing before it.</summary>
    public Workload Afresh => new($"{Name}-afresh", [.. Wishes.Where(wish => wish.Spec is not null).Select(wish => Users.Apply(wish.Spec!, wish.App))]);

    /// <summary>Gives the apps whose count is not the spec's one and the same: what theirs comes to depends on the way, and rightly so.</summary>
    public IEnumerable<UserStep> Levelling =>
        Wishes.Where(wish => wish.Spec is { } spec && (spec.Scaling is not null || spec.Replicas is null)).Select(wish => Users.Scale(wish.App));

    // The last of each app.
    private IEnumerable<AppWish> Wishes => Steps.Select(step => step.Wish).OfType<AppWish>().Reverse().DistinctBy(wish => wish.App).Reverse();
}
