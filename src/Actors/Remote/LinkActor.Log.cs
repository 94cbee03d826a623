using Microsoft.Extensions.Logging;

namespace MeshActors.Actors.Remote;

internal sealed partial class LinkActor
{
    private static partial class Log
    {
        [LoggerMessage(210, LogLevel.Information, "Link to replica {Id} is up.")]
        public static partial void Up(ILogger logger, string id);

        [LoggerMessage(211, LogLevel.Warning, "Link to replica {Id} is lost: {Reason}.")]
        public static partial void Down(ILogger logger, string id, string reason);

        [LoggerMessage(212, LogLevel.Debug, "Replica {Id} at {Address} could not be reached: {Reason}")]
        public static partial void DialFailed(ILogger logger, string id, string address, string reason);

        [LoggerMessage(213, LogLevel.Warning, "No link to replica {Id} came up in time; others serve what it owns.")]
        public static partial void NeverUp(ILogger logger, string id);

        [LoggerMessage(214, LogLevel.Error, "A message {Type} for replica {Id} could not be written.")]
        public static partial void NotWritten(ILogger logger, Exception cause, string type, string id);

        [LoggerMessage(215, LogLevel.Error, "A message from replica {Id} could not be read.")]
        public static partial void NotRead(ILogger logger, Exception cause, string id);
    }
}
