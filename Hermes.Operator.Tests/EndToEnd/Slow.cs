namespace Hermes.Operator.Tests.EndToEnd;

/// <summary>Tests that take their time run where <c>HERMES_SLOW=1</c> asks for them.</summary>
internal static class Slow
{
    public static void SkipUnlessAsked(string why) =>
        Skip.IfNot(Environment.GetEnvironmentVariable("HERMES_SLOW") == "1", $"slow ({why}): set HERMES_SLOW=1");
}
