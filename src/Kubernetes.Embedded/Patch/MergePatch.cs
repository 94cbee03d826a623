using System.Text.Json.Nodes;

namespace MeshActors.Kubernetes.Embedded.Patch;

/// <summary>JSON merge patch (RFC 7386).</summary>
internal static class MergePatch
{
    /// <summary>Changes <paramref name="target"/> in place and answers it.</summary>
    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else if (value is JsonObject part)
            {
                target[name] = target[name] is JsonObject present ? Detached(target, name, Apply(present, part)) : Apply([], part);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }

        return target;
    }

    /// <summary>A node that already hangs in its place may not be assigned again while it has a parent.</summary>
    private static JsonObject Detached(JsonObject parent, string name, JsonObject child)
    {
        parent.Remove(name);
        return child;
    }
}
