namespace MeshActors.Kubernetes.Embedded.Cel;

/// <summary>The macros that go through a list, or the keys of a map, with a variable for each item.</summary>
internal static class CelMacros
{
    public static object? Run(CelEvaluator evaluator, CelNode.Call call, CelScope scope)
    {
        var items = evaluator.Evaluate(call.Target!, scope) switch
        {
            List<object?> list => list,
            Dictionary<string, object?> map => [.. map.Keys],
            var other => throw new CelException($"no such overload: {CelValues.TypeName(other)}.{call.Function}"),
        };
        var variable = ((CelNode.Name)call.Arguments[0]).Text;
        object? Body(object? item, int argument) => evaluator.Evaluate(call.Arguments[argument], new CelScope(variable, item, scope));
        switch (call.Function)
        {
            case "all":
                return Any(items, i => !CelEvaluator.Truth(Body(i, 1))) == false;
            case "exists":
                return Any(items, i => CelEvaluator.Truth(Body(i, 1)));
            case "exists_one":
                return items.Count(i => CelEvaluator.Truth(Body(i, 1))) == 1;
            case "filter":
                return items.Where(i => CelEvaluator.Truth(Body(i, 1))).ToList();
            case "map" when call.Arguments.Count == 3:
                return items.Where(i => CelEvaluator.Truth(Body(i, 1))).Select(i => Body(i, 2)).ToList();
            default:
                return items.Select(i => Body(i, 1)).ToList();
        }
    }

    /// <summary>True where one item decides, whatever errors others cause; an error only where none decides.</summary>
    private static bool Any(List<object?> items, Func<object?, bool> decides)
    {
        CelException? fault = null;
        foreach (var item in items)
        {
            try
            {
                if (decides(item))
                {
                    return true;
                }
            }
            catch (CelException error)
            {
                fault = error;
            }
        }

        return fault is null ? false : throw fault;
    }
}
