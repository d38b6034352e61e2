using System.Globalization;
using System.Text;

namespace Hermes.DevCluster.Cel;

/// <summary>Splits an expression into tokens.</summary>
internal sealed class CelLexer
{
    private static readonly string[] Symbols =
        ["||", "&&", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "!", "?", ":", ".", ",", "[", "]", "{", "}", "(", ")"];

    private readonly string _text;
    private int _at;

    private CelLexer(string text) => _text = text;

    /// <summary>The tokens, the last of them <see cref="CelTokenKind.End"/>.</summary>
    public static IReadOnlyList<CelToken> Read(string text)
    {
        var lexer = new CelLexer(text);
        var tokens = new List<CelToken>();
        do
        {
            tokens.Add(lexer.Next());
        }
        while (tokens[^1].Kind != CelTokenKind.End);

        return tokens;
    }

    private CelToken Next()
    {
        SkipBlanks();
        var start = _at;
        if (_at == _text.Length)
        {
            return new(CelTokenKind.End, "<EOF>", start);
        }

        if (StringPrefix() is { } prefix)
        {
            return ReadString(prefix);
        }

        if (char.IsAsciiDigit(_text[_at]) || (_text[_at] == '.' && char.IsAsciiDigit(Peek(1))))
        {
            return ReadNumber();
        }

        if (char.IsAsciiLetter(_text[_at]) || _text[_at] == '_')
        {
            SkipWhile(c => char.IsAsciiLetterOrDigit(c) || c == '_');
            return new(CelTokenKind.Identifier, _text[start.._at], start);
        }

        var symbol = Array.Find(Symbols, known => _text.AsSpan(_at).StartsWith(known))
            ?? throw new CelException($"Syntax error: token recognition error at: '{_text[_at]}'", start);
        _at += symbol.Length;
        return new(CelTokenKind.Symbol, symbol, start);
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && (char.IsWhiteSpace(_text[_at]) || _text.AsSpan(_at).StartsWith("//")))
        {
            if (_text[_at] == '/')
            {
                SkipWhile(c => c != '\n');
            }
            else
            {
                _at++;
            }
        }
    }

    private void SkipWhile(Func<char, bool> belongs)
    {
        while (_at < _text.Length && belongs(_text[_at]))
        {
            _at++;
        }
    }

    private char Peek(int ahead) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    /// <summary>The letters before a quote: r for raw, b for bytes; null when no string starts here.</summary>
    private string? StringPrefix()
    {
        var length = 0;
        while (length < 2 && char.ToLowerInvariant(Peek(length)) is 'r' or 'b')
        {
            length++;
        }

        return Peek(length) is '\'' or '"' ? _text.Substring(_at, length).ToLowerInvariant() : null;
    }

    private CelToken ReadNumber()
    {
        var start = _at;
        if (_text.AsSpan(_at).StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            _at += 2;
            SkipWhile(char.IsAsciiHexDigit);
            RefuseUnsigned(start);
            return new(CelTokenKind.Integer, _text[start.._at], start);
        }

        SkipWhile(char.IsAsciiDigit);
        var kind = CelTokenKind.Integer;
        if (Peek(0) == '.' && char.IsAsciiDigit(Peek(1)))
        {
            kind = CelTokenKind.Double;
            _at++;
            SkipWhile(char.IsAsciiDigit);
        }

        if (Peek(0) is 'e' or 'E')
        {
            kind = CelTokenKind.Double;
            _at += Peek(1) is '+' or '-' ? 2 : 1;
            SkipWhile(char.IsAsciiDigit);
        }

        RefuseUnsigned(start);
        return new(kind, _text[start.._at], start);
    }

    private void RefuseUnsigned(int start)
    {
        if (Peek(0) is 'u' or 'U')
        {
            throw new CelException("unsigned literals are outside the CEL subset that is evaluated here", start);
        }
    }

    private CelToken ReadString(string prefix)
    {
        var start = _at;
        _at += prefix.Length;
        var quote = _text.AsSpan(_at).StartsWith(new string(_text[_at], 3)) ? new string(_text[_at], 3) : _text[_at].ToString();
        _at += quote.Length;
        var isRaw = prefix.Contains('r', StringComparison.Ordinal);
        var value = new StringBuilder();
        while (!_text.AsSpan(_at).StartsWith(quote))
        {
            if (_at == _text.Length || (quote.Length == 1 && _text[_at] is '\n' or '\r'))
            {
                throw new CelException("Syntax error: unterminated string", start);
            }

            if (_text[_at] == '\\' && !isRaw)
            {
                ReadEscape(value);
            }
            else
            {
                value.Append(_text[_at++]);
            }
        }

        _at += quote.Length;
        var kind = prefix.Contains('b', StringComparison.Ordinal) ? CelTokenKind.Bytes : CelTokenKind.String;
        return new(kind, value.ToString(), start);
    }

    private void ReadEscape(StringBuilder value)
    {
        var start = _at;
        var code = Peek(1);
        _at += 2;
        switch (code)
        {
            case 'a' or 'b' or 'f' or 'n' or 'r' or 't' or 'v':
                value.Append("\a\b\f\n\r\t\v"["abfnrtv".IndexOf(code, StringComparison.Ordinal)]);
                break;
            case '\\' or '?' or '"' or '\'' or '`':
                value.Append(code);
                break;
            case 'x' or 'X':
                AppendCodePoint(2, NumberStyles.HexNumber);
                break;
            case 'u':
                AppendCodePoint(4, NumberStyles.HexNumber);
                break;
            case 'U':
                AppendCodePoint(8, NumberStyles.HexNumber);
                break;
            case >= '0' and <= '3' when _at + 2 <= _text.Length:
                value.Append((char)Convert.ToInt32(_text.Substring(_at - 1, 3), 8));
                _at += 2;
                break;
            default:
                throw new CelException("Syntax error: invalid escape in string", start);
        }

        void AppendCodePoint(int digits, NumberStyles style)
        {
            if (_at + digits > _text.Length
                || !int.TryParse(_text.AsSpan(_at, digits), style, CultureInfo.InvariantCulture, out var point) || !Rune.IsValid(point))
            {
                throw new CelException("Syntax error: invalid escape in string", start);
            }

            value.Append(new Rune(point).ToString());
            _at += digits;
        }
    }
}
