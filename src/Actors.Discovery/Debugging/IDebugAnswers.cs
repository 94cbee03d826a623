using MeshActors.Grpc;

namespace MeshActors.Actors.Discovery.Debugging;

/// <summary>Answers questions about the control plane itself that come over xDS, as istioctl asks them.</summary>
public interface IDebugAnswers
{
    /// <exception cref="RpcException">The caller may not know, or asks what cannot be answered; ends the stream.</exception>
    Task<IReadOnlyList<DebugResource>> AnswerAsync(DebugQuestion question, CancellationToken cancellationToken);
}
