namespace HolySheep.Transport;

/// <summary>Why bytes did not arrive.</summary>
internal enum TransportFault
{
    NameNotResolved,
    ConnectionFailed,
    TlsFailed,
    ProxyFailed,
    ConnectTimedOut,
    ConnectionReset,
    ShortBody,
    TooLarge,
}
