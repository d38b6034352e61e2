namespace Hermes.Campaigns.Workloads;

/// <summary>One change of an object that the operator may want to know of.</summary>
/// <param name="Step">During which step of the workload, from 1.</param>
/// <param name="Place">Its place among the changes of the step, from 1.</param>
/// <param name="Revision">The store's revision after it.</param>
/// <param name="Plural">Of which resource.</param>
internal sealed record WorkloadChange(int Step, int Place, long Revision, string Plural);
