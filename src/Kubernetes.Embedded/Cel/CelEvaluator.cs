namespace MeshActors.Kubernetes.Embedded.Cel;

/// <summary>Evaluates an expression. Its work is bounded, so that no rule can hold up the server.</summary>
internal sealed class CelEvaluator
{
    // As many as the API server allows one rule; the pairs of a list of 256 items take a third of it.
    private const int MaxSteps = 1_000_000;

    private int _steps;

    /// <exception cref="CelException">The expression fails on its values, or works too long.</exception>
    public object? Evaluate(CelNode node, CelScope scope)
    {
        if (++_steps > MaxSteps)
        {
            throw new CelException("the rule costs too much on this value");
        }

        return CelValues.Resolve(node switch
        {
            CelNode.Literal literal => literal.Value,
            CelNode.Name name => scope.Find(name.Text),
            CelNode.Select select => Member(Evaluate(select.Target, scope), select.Field),
            CelNode.List list => list.Items.Select(i => Evaluate(i, scope)).ToList(),
            CelNode.Map map => map.Entries.ToDictionary(e => Evaluate(e.Key, scope) as string ?? throw new CelException("map keys must be strings"), e => Evaluate(e.Value, scope)),
            CelNode.Call call => Call(call, scope),
            _ => throw new CelException("unknown expression"),
        });
    }

    private object? Call(CelNode.Call call, CelScope scope)
    {
        switch (call.Function)
        {
            case "has" when call is { Target: null, Arguments: [CelNode.Select select] }:
                return Evaluate(select.Target, scope) is Dictionary<string, object?> map && map.ContainsKey(select.Field);
            case "&&" or "||":
                return Logical(call, scope, stopsAt: call.Function == "||");
            case "?:":
                return Evaluate(call.Arguments[Truth(Evaluate(call.Arguments[0], scope)) ? 1 : 2], scope);
            case "all" or "exists" or "exists_one" or "filter" or "map" when call is { Target: not null, Arguments: [CelNode.Name, ..] }:
                return CelMacros.Run(this, call, scope);
        }

        var arguments = new object?[call.Arguments.Count];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Evaluate(call.Arguments[i], scope);
        }

        return call.Target is null
            ? CelFunctions.Call(call.Function, arguments)
            : CelFunctions.Call(call.Function, [Evaluate(call.Target, scope), .. arguments]);
    }

    /// <summary>One side that decides makes up for an error of the other, in either order.</summary>
    private bool Logical(CelNode.Call call, CelScope scope, bool stopsAt)
    {
        CelException? fault = null;
        foreach (var side in call.Arguments)
        {
            try
            {
                if (Truth(Evaluate(side, scope)) == stopsAt)
                {
                    return stopsAt;
                }
            }
            catch (CelException error)
            {
                fault = error;
            }
        }

        return fault is null ? !stopsAt : throw fault;
    }

    public static bool Truth(object? value) => value as bool? ?? throw new CelException($"no such overload: {CelValues.TypeName(value)} is no bool");

    private static object? Member(object? target, string field)
        => target is Dictionary<string, object?> map
            ? map.TryGetValue(field, out var value) ? value : throw new CelException($"no such key: {field}")
            : throw new CelException($"no such field '{field}' in {CelValues.TypeName(target)}");
}
