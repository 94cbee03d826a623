namespace MeshActors.Kubernetes.Embedded.Cel;

/// <summary>Reads an expression by the grammar of CEL, loosest operator first.</summary>
internal sealed class CelParser
{
    private const int MaxDepth = 100;

    private static readonly string[][] Levels = [["||"], ["&&"], ["<", "<=", ">", ">=", "==", "!=", "in"], ["+", "-"], ["*", "/", "%"]];

    private readonly List<CelToken> _tokens;
    private int _at;
    private int _depth;

    private CelParser(List<CelToken> tokens) => _tokens = tokens;

    /// <exception cref="CelException">The text is no expression.</exception>
    public static CelNode Parse(string text)
    {
        var parser = new CelParser(CelLexer.Read(text));
        var node = parser.Expression();
        return parser._tokens[parser._at].Kind == CelTokenKind.End ? node : throw new CelException($"unexpected {parser._tokens[parser._at].Text}");
    }

    private CelNode Expression()
    {
        if (++_depth > MaxDepth)
        {
            throw new CelException("the expression is nested too deeply");
        }

        var node = Binary(0);
        if (Accept("?"))
        {
            var yes = Binary(0);
            Expect(":");
            node = new CelNode.Call(null, "?:", [node, yes, Expression()]);
        }

        _depth--;
        return node;
    }

    private CelNode Binary(int level)
    {
        if (level == Levels.Length)
        {
            return Unary();
        }

        var left = Binary(level + 1);
        while (_tokens[_at].Kind == CelTokenKind.Sign && Levels[level].Contains(_tokens[_at].Text))
        {
            var sign = _tokens[_at++].Text;
            left = new CelNode.Call(null, sign, [left, Binary(level + 1)]);
        }

        return left;
    }

    private CelNode Unary()
    {
        if (Accept("!"))
        {
            return new CelNode.Call(null, "!", [Unary()]);
        }

        return Accept("-") ? new CelNode.Call(null, "neg", [Unary()]) : Member();
    }

    private CelNode Member()
    {
        var node = Primary();
        while (true)
        {
            if (Accept("."))
            {
                var name = Name();
                node = Accept("(") ? new CelNode.Call(node, name, Until(")")) : new CelNode.Select(node, name);
            }
            else if (Accept("["))
            {
                node = new CelNode.Call(null, "[]", [node, Expression()]);
                Expect("]");
            }
            else
            {
                return node;
            }
        }
    }

    private CelNode Primary()
    {
        var token = _tokens[_at++];
        switch (token.Kind)
        {
            case CelTokenKind.Literal:
                return new CelNode.Literal(token.Value);
            case CelTokenKind.Name:
                return Accept("(") ? new CelNode.Call(null, token.Text, Until(")")) : new CelNode.Name(token.Text);
        }

        switch (token.Text)
        {
            case "(":
                var inner = Expression();
                Expect(")");
                return inner;
            case "[":
                return new CelNode.List(Until("]"));
            case "{":
                return Map();
            default:
                throw new CelException($"unexpected {token.Text}");
        }
    }

    private CelNode.Map Map()
    {
        var entries = new List<(CelNode, CelNode)>();
        while (!Accept("}"))
        {
            var key = Expression();
            Expect(":");
            entries.Add((key, Expression()));
            if (!Accept(","))
            {
                Expect("}");
                break;
            }
        }

        return new CelNode.Map(entries);
    }

    private List<CelNode> Until(string close)
    {
        var items = new List<CelNode>();
        while (!Accept(close))
        {
            items.Add(Expression());
            if (!Accept(","))
            {
                Expect(close);
                break;
            }
        }

        return items;
    }

    private string Name()
        => _tokens[_at].Kind == CelTokenKind.Name ? _tokens[_at++].Text : throw new CelException($"a name is missing before {_tokens[_at].Text}");

    private bool Accept(string sign)
    {
        if (_tokens[_at].Kind == CelTokenKind.Sign && _tokens[_at].Text == sign)
        {
            _at++;
            return true;
        }

        return false;
    }

    private void Expect(string sign)
    {
        if (!Accept(sign))
        {
            throw new CelException($"{sign} is missing before {_tokens[_at].Text}");
        }
    }
}
