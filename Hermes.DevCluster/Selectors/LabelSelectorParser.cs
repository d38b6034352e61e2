using Hermes.DevCluster.Requests;

namespace Hermes.DevCluster.Selectors;

/// <summary>Reads the text form of a label selector, and refuses it in the server's words.</summary>
internal sealed class LabelSelectorParser
{
    private readonly List<Token> _tokens = [];
    private int _position;

    /// <summary>A parser of one text.</summary>
    public LabelSelectorParser(string text) => Scan(text);

    private enum Kind
    {
        Identifier,
        Symbol,
        End,
    }

    /// <summary>Reads every term.</summary>
    public IReadOnlyList<LabelRequirement> Parse()
    {
        var requirements = new List<LabelRequirement>();
        while (true)
        {
            var token = Peek();
            if (token is not { Kind: Kind.Identifier } and not { Text: "!" })
            {
                throw token.Kind == Kind.End && requirements.Count == 0
                    ? Refuse("unable to parse requirement: found '', expected: !, identifier, or ','")
                    : Refuse($"found '{token.Text}', expected: !, identifier, or 'end of string'");
            }

            requirements.Add(Requirement());
            var next = Take();
            if (next.Kind == Kind.End)
            {
                return requirements;
            }

            if (next.Text != ",")
            {
                throw Refuse($"found '{next.Text}', expected: ',' or 'end of string'");
            }

            if (Peek() is { Kind: not Kind.Identifier, Text: not "!" } wrong)
            {
                throw Refuse($"found '{wrong.Text}', expected: identifier after ','");
            }
        }
    }

    private static ApiException Refuse(string message) => ApiErrors.BadRequest(message);

    private LabelRequirement Requirement()
    {
        var negated = Peek().Text == "!" && Peek().Kind == Kind.Symbol;
        if (negated)
        {
            Take();
        }

        var key = Take();
        if (key.Kind != Kind.Identifier)
        {
            throw Refuse($"unable to parse requirement: found '{key.Text}', expected: identifier");
        }

        if (negated)
        {
            return new LabelRequirement(key.Text, LabelOperator.Absent, []);
        }

        if (Peek() is { Kind: Kind.End } or { Kind: Kind.Symbol, Text: "," })
        {
            return new LabelRequirement(key.Text, LabelOperator.Exists, []);
        }

        var comparison = Take();
        return comparison.Text switch
        {
            "=" or "==" => new LabelRequirement(key.Text, LabelOperator.In, [ExactValue()]),
            "!=" => new LabelRequirement(key.Text, LabelOperator.NotIn, [ExactValue()]),
            "in" => new LabelRequirement(key.Text, LabelOperator.In, Set()),
            "notin" => new LabelRequirement(key.Text, LabelOperator.NotIn, Set()),
            ">" => new LabelRequirement(key.Text, LabelOperator.Greater, [ExactValue()]),
            "<" => new LabelRequirement(key.Text, LabelOperator.Less, [ExactValue()]),
            _ => throw Refuse(
                $"unable to parse requirement: found '{comparison.Text}', expected: in, notin, =, ==, !=, gt, lt"),
        };
    }

    private string ExactValue()
    {
        if (Peek() is { Kind: Kind.End } or { Kind: Kind.Symbol, Text: "," })
        {
            return "";
        }

        var token = Take();
        return token.Kind == Kind.Identifier
            ? token.Text
            : throw Refuse($"unable to parse requirement: found '{token.Text}', expected: identifier");
    }

    private List<string> Set()
    {
        var open = Take();
        if (open.Text != "(")
        {
            throw Refuse($"unable to parse requirement: found '{open.Text}', expected: '('");
        }

        var values = new List<string>();
        while (true)
        {
            var token = Take();
            switch (token)
            {
                case { Kind: Kind.Identifier }:
                    values.Add(token.Text);
                    if (Peek() is { Kind: Kind.Identifier } wrong)
                    {
                        throw Refuse($"unable to parse requirement: found '{wrong.Text}', expected: ',' or ')'");
                    }

                    break;
                case { Text: "," }:
                    // An empty place between commas is the empty string.
                    if (values.Count == 0 || Peek().Text is "," or ")")
                    {
                        values.Add("");
                    }

                    break;
                case { Text: ")" }:
                    return values.Count > 0 ? values : [""];
                default:
                    throw Refuse($"unable to parse requirement: found '{token.Text}', expected: ',' or ')'");
            }
        }
    }

    private Token Peek() => _tokens[Math.Min(_position, _tokens.Count - 1)];

    private Token Take()
    {
        var token = Peek();
        _position++;
        return token;
    }

    private void Scan(string text)
    {
        var i = 0;
        while (i < text.Length)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            var start = i;
            if (IsSymbol(text[i]))
            {
                i++;
                if (i < text.Length && text[i] == '=' && (text[start] is '=' or '!'))
                {
                    i++;
                }

                _tokens.Add(new Token(Kind.Symbol, text[start..i]));
                continue;
            }

            while (i < text.Length && !IsSymbol(text[i]) && !char.IsWhiteSpace(text[i]))
            {
                i++;
            }

            _tokens.Add(new Token(Kind.Identifier, text[start..i]));
        }

        _tokens.Add(new Token(Kind.End, ""));
    }

    private static bool IsSymbol(char letter) => letter is '=' or '!' or '(' or ')' or ',' or '>' or '<';

    private sealed record Token(Kind Kind, string Text);
}
