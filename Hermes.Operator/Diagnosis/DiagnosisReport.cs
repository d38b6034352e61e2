namespace Hermes.Operator.Diagnosis;

/// <summary>Findings as a table for people, and a verdict.</summary>
internal static class DiagnosisReport
{
    /// <summary>One line for each finding, in columns, and one for all of them.</summary>
    public static void Write(IReadOnlyList<Finding> findings, TextWriter output)
    {
        var rows = findings.Select(finding => (State(finding), finding.IsNeeded ? "needed" : "optional", finding.Piece, finding.Message))
            .Prepend(("STATE", "NEED", "PIECE", "FOUND")).ToList();
        var width = rows.Max(row => row.Item3.Length);
        foreach (var (state, need, piece, message) in rows)
        {
            output.WriteLine($"{state,-9}{need,-10}{piece.PadRight(width)}  {message}");
        }

        output.WriteLine();
        output.WriteLine(Verdict(findings));
    }

    private static string State(Finding finding) => finding.State switch
    {
        FindingState.Ok => "ok",
        FindingState.Missing => "missing",
        FindingState.Wrong => "wrong",
        _ => "unknown",
    };

    private static string Verdict(IReadOnlyList<Finding> findings)
    {
        var fatal = findings.Count(finding => finding.IsFatal);
        var unknown = findings.Count(finding => finding is { IsNeeded: true, State: FindingState.Unknown });
        var optional = findings.Count(finding => finding is { IsNeeded: false, State: FindingState.Missing or FindingState.Wrong });
        var need = fatal > 0 ? $"{fatal} of the needed pieces missing or wrong"
            : unknown > 0 ? $"No needed piece is known to be missing, but of {unknown} it is not known"
            : "Everything needed is there";
        return optional == 0 ? $"{need}." : $"{need}; {optional} optional missing or wrong.";
    }
}
