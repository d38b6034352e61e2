using System.Text;

namespace Hermes.DevCluster.Cel;

/// <summary>Parses CEL; macros are expanded as they are read.</summary>
internal sealed class CelParser
{
    private const int DeepestNesting = 200;

    private static readonly Dictionary<string, string> Comparisons = new()
    {
        ["=="] = "_==_",
        ["!="] = "_!=_",
        ["<"] = "_<_",
        ["<="] = "_<=_",
        [">"] = "_>_",
        [">="] = "_>=_",
        ["in"] = "@in",
    };

    private static readonly HashSet<string> Reserved =
    [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package", "namespace", "return",
        "var", "void", "while",
    ];

    private readonly IReadOnlyList<CelToken> _tokens;
    private int _at;
    private int _depth;

    private CelParser(IReadOnlyList<CelToken> tokens) => _tokens = tokens;

    private CelToken Current => _tokens[_at];

    /// <summary>The parsed expression.</summary>
    /// <exception cref="CelException">The text is no CEL.</exception>
    public static CelExpression Parse(string text)
    {
        var parser = new CelParser(CelLexer.Read(text));
        var expression = parser.ReadExpression();
        return parser.Current.Kind == CelTokenKind.End ? expression : throw parser.Unexpected();
    }

    private CelExpression ReadExpression()
    {
        if (++_depth > DeepestNesting)
        {
            throw new CelException($"expression recursion limit exceeded: {DeepestNesting}", Current.Position);
        }

        var condition = ReadOr();
        if (Current.Is("?"))
        {
            var position = Take().Position;
            var whenTrue = ReadOr();
            Expect(":");
            condition = new CelExpression.Call("_?_:_", IsMethod: false, [condition, whenTrue, ReadExpression()], position);
        }

        _depth--;
        return condition;
    }

    private CelExpression ReadOr() => ReadBinary(ReadAnd, token => token.Is("||") ? "_||_" : null);

    private CelExpression ReadAnd() => ReadBinary(ReadRelation, token => token.Is("&&") ? "_&&_" : null);

    private CelExpression ReadRelation() => ReadBinary(ReadSum, token =>
        token.Kind is CelTokenKind.Symbol or CelTokenKind.Identifier ? Comparisons.GetValueOrDefault(token.Text) : null);

    private CelExpression ReadSum() => ReadBinary(ReadProduct, token => token.Is("+") || token.Is("-") ? $"_{token.Text}_" : null);

    private CelExpression ReadProduct() =>
        ReadBinary(ReadUnary, token => token.Is("*") || token.Is("/") || token.Is("%") ? $"_{token.Text}_" : null);

    private CelExpression ReadBinary(Func<CelExpression> operand, Func<CelToken, string?> function)
    {
        var left = operand();
        while (function(Current) is { } name)
        {
            var position = Take().Position;
            left = new CelExpression.Call(name, IsMethod: false, [left, operand()], position);
        }

        return left;
    }

    private CelExpression ReadUnary()
    {
        if (!Current.Is("!") && !Current.Is("-"))
        {
            return ReadMember();
        }

        var token = Take();
        if (token.Text == "-" && Current.Kind is CelTokenKind.Integer or CelTokenKind.Double)
        {
            _tokens[_at].Deconstruct(out var kind, out var text, out _);
            _at++;
            return ReadMembers(CelLiterals.Number(kind, $"-{text}", token.Position));
        }

        if (++_depth > DeepestNesting)
        {
            throw new CelException($"expression recursion limit exceeded: {DeepestNesting}", token.Position);
        }

        var operand = ReadUnary();
        _depth--;
        return new CelExpression.Call(token.Text == "!" ? "!_" : "-_", IsMethod: false, [operand], token.Position);
    }

    private CelExpression ReadMember() => ReadMembers(ReadPrimary());

    private CelExpression ReadMembers(CelExpression operand)
    {
        while (true)
        {
            if (Current.Is("."))
            {
                operand = ReadSelection(operand);
            }
            else if (Current.Is("["))
            {
                var position = Take().Position;
                var isOptional = TakeIf("?");
                var key = ReadExpression();
                Expect("]");
                operand = new CelExpression.Element(operand, key, isOptional, position);
            }
            else
            {
                return operand;
            }
        }
    }

    private CelExpression ReadSelection(CelExpression operand)
    {
        var position = Take().Position;
        var isOptional = TakeIf("?");
        if (Current.Kind != CelTokenKind.Identifier)
        {
            throw Unexpected();
        }

        var field = Take().Text;
        if (isOptional || !Current.Is("("))
        {
            return new CelExpression.Select(operand, field, isOptional, IsTest: false, position);
        }

        var open = Take().Position;
        var arguments = ReadList(")");
        return Namespaced(operand, field) is { } function
            ? new CelExpression.Call(function, IsMethod: false, arguments, open)
            : CelMacros.Expand(operand, field, arguments, open)
                ?? new CelExpression.Call(field, IsMethod: true, [operand, .. arguments], open);
    }

    /// <summary>A function whose name has a dot in it, such as <c>optional.of</c>.</summary>
    private static string? Namespaced(CelExpression operand, string name) =>
        operand is CelExpression.Name { Text: "optional" or "sets" or "math" or "cel" or "ip" or "cidr" or "base64" } scope
            ? $"{scope.Text}.{name}"
            : null;

    private CelExpression ReadPrimary()
    {
        var token = Take();
        switch (token.Kind)
        {
            case CelTokenKind.Integer or CelTokenKind.Double:
                return CelLiterals.Number(token.Kind, token.Text, token.Position);
            case CelTokenKind.String:
                return new CelExpression.Literal(token.Text, token.Position);
            case CelTokenKind.Bytes:
                return new CelExpression.Literal(new CelBytes(Encoding.UTF8.GetBytes(token.Text)), token.Position);
            case CelTokenKind.Identifier:
                return ReadName(token);
            case CelTokenKind.Symbol when token.Text == "(":
                var inner = ReadExpression();
                Expect(")");
                return inner;
            case CelTokenKind.Symbol when token.Text == "[":
                return new CelExpression.List(ReadList("]"), token.Position);
            case CelTokenKind.Symbol when token.Text == "{":
                return ReadMap(token.Position);
            default:
                _at--;
                throw Unexpected();
        }
    }

    private CelExpression ReadName(CelToken token)
    {
        switch (token.Text)
        {
            case "true" or "false":
                return new CelExpression.Literal(token.Text == "true", token.Position);
            case "null":
                return new CelExpression.Literal(CelNull.Value, token.Position);
            case var text when text == "in" || Reserved.Contains(text):
                throw new CelException($"Syntax error: reserved identifier: {text}", token.Position);
        }

        if (!Current.Is("("))
        {
            return new CelExpression.Name(token.Text, token.Position);
        }

        var open = Take().Position;
        var arguments = ReadList(")");
        if (token.Text != "has")
        {
            return new CelExpression.Call(token.Text, IsMethod: false, arguments, open);
        }

        return arguments is [CelExpression.Select { IsOptional: false } field]
            ? field with { IsTest = true }
            : throw new CelException("invalid argument to has() macro", open);
    }

    private List<CelExpression> ReadList(string end)
    {
        var elements = new List<CelExpression>();
        while (!Current.Is(end))
        {
            if (Current.Is("?"))
            {
                throw new CelException("optional elements are outside the CEL subset that is evaluated here", Current.Position);
            }

            elements.Add(ReadExpression());
            if (!TakeIf(","))
            {
                break;
            }
        }

        Expect(end);
        return elements;
    }

    private CelExpression.Map ReadMap(int position)
    {
        var entries = new List<(CelExpression Key, CelExpression Value)>();
        while (!Current.Is("}"))
        {
            var key = ReadExpression();
            Expect(":");
            entries.Add((key, ReadExpression()));
            if (!TakeIf(","))
            {
                break;
            }
        }

        Expect("}");
        return new(entries, position);
    }

    private CelToken Take() => _tokens[Math.Min(_at++, _tokens.Count - 1)];

    private bool TakeIf(string text)
    {
        var isNext = Current.Is(text);
        _at += isNext ? 1 : 0;
        return isNext;
    }

    private void Expect(string text)
    {
        if (!TakeIf(text))
        {
            throw new CelException($"Syntax error: mismatched input '{Current.Text}' expecting '{text}'", Current.Position);
        }
    }

    private CelException Unexpected() => new($"Syntax error: mismatched input '{Current.Text}'", Current.Position);
}
