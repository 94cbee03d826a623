namespace MeshActors.Actors.Discovery.Protocol;

/// <summary>What became of the responses of one type: what is under way, what was acknowledged, what refused.</summary>
public sealed class ResponseLedger
{
    /// <summary>Nonce of the response that the client has not answered yet; null where there is none.</summary>
    public string? InFlight { get; private set; }

    public string NonceSent { get; private set; } = "";

    public string NonceAcked { get; private set; } = "";

    public string VersionSent { get; private set; } = "";

    public string VersionAcked { get; private set; } = "";

    /// <summary>Why the client refused a response last; null where it did not, or has accepted one since.</summary>
    public string? LastNack { get; private set; }

    /// <summary>Why it refused the one before that: a client that refuses for ever is logged once.</summary>
    public string? NackBefore { get; private set; }

    public int Sent { get; private set; }

    public int Acks { get; private set; }

    public int Nacks { get; private set; }

    /// <summary>Size of the last response, in bytes.</summary>
    public int LastSize { get; private set; }

    /// <summary>When it was sent, in timestamps of the clock.</summary>
    public long LastSentAt { get; private set; }

    public void Send(string nonce, string version, int size, long now)
    {
        InFlight = NonceSent = nonce;
        (VersionSent, LastSize, LastSentAt) = (version, size, now);
        Sent++;
    }

    /// <summary>
    /// Reads a request as an answer. Only the last response's nonce counts: "the management server should not act on a request with
    /// a stale nonce", since a newer response is on its way and will be answered.
    /// </summary>
    public Acknowledgement Take(string nonce, string? error)
    {
        if (nonce.Length == 0)
        {
            return Acknowledgement.None;
        }

        if (nonce != NonceSent)
        {
            return Acknowledgement.Stale;
        }

        InFlight = null;
        if (error is not null)
        {
            (NackBefore, LastNack) = (LastNack, error);
            Nacks++;
            return Acknowledgement.Nack;
        }

        (LastNack, NackBefore, NonceAcked, VersionAcked) = (null, null, nonce, VersionSent);
        Acks++;
        return Acknowledgement.Ack;
    }

    /// <summary>The client begins anew without answering what is under way.</summary>
    public void Forget() => InFlight = null;
}

/// <summary>What a request says of a response.</summary>
public enum Acknowledgement
{
    /// <summary>Nothing.</summary>
    None,

    Ack,

    /// <summary>The client has refused it and keeps what it had.</summary>
    Nack,

    /// <summary>It answers a response that is not the last one.</summary>
    Stale,
}
