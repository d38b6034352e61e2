using Hermes.Operator.Entities;

namespace Hermes.Campaigns.Workloads;

/// <summary>What a user wants of an app.</summary>
/// <param name="App">The app's name.</param>
/// <param name="Spec">How it is to be; null where it is to be gone.</param>
internal sealed record AppWish(string App, HermesAppSpec? Spec);
