using System.Text;

namespace MeshActors.Kubernetes;

/// <summary>A request that the API server refused, could not be reached for, or answered with nonsense.</summary>
public sealed class KubernetesException : Exception
{
    public KubernetesException(string action, KubernetesStatus status, Exception? inner = null)
        : base(Describe(action, status), inner)
    {
        Action = action;
        Status = status;
    }

    /// <summary>Verb, type, namespace and name of what was asked for.</summary>
    public string Action { get; }

    public KubernetesStatus Status { get; }

    public bool IsNotFound => Status.Code == 404;

    /// <summary>The object changed since it was read: its resource version is not the stored one.</summary>
    public bool IsConflict => Status.Code == 409 && Status.Reason != "AlreadyExists";

    public bool IsAlreadyExists => Status.Code == 409 && Status.Reason == "AlreadyExists";

    /// <summary>The resource version or continue token is too old (<c>Expired</c> or <c>Gone</c>): list again.</summary>
    public bool IsGone => Status.Code == 410 || Status.Reason is "Expired" or "Gone";

    public bool IsForbidden => Status.Code == 403;

    public bool IsInvalid => Status.Code == 422;

    /// <summary>No answer came: whether the request took effect is not known.</summary>
    public bool IsUnreachable => Status.Reason == KubernetesStatus.Unreachable;

    private static string Describe(string action, KubernetesStatus status)
    {
        var text = new StringBuilder(action).Append(": ").Append(status.Reason ?? "Unknown");
        if (status.Code != 0)
        {
            text.Append(" (").Append(status.Code).Append(')');
        }

        if (!string.IsNullOrEmpty(status.Message))
        {
            text.Append(": ").Append(status.Message);
        }

        foreach (var cause in status.Details?.Causes ?? [])
        {
            // The API server repeats the causes in its message more often than not.
            if (cause.Message is { Length: > 0 } && status.Message?.Contains(cause.Message, StringComparison.Ordinal) != true)
            {
                text.Append("; ").Append(cause.Field).Append(": ").Append(cause.Message);
            }
        }

        return text.ToString();
    }
}
