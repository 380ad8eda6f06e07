using HolySheep.Chat;
using HolySheep.Gateway.Http;

namespace HolySheep.Gateway.Protocols;

/// <summary>Writes one streamed answer in the events of a protocol.</summary>
internal interface IEventWriter
{
    /// <summary>Writes the events of one piece; the last piece ends the stream.</summary>
    void Write(ChatUpdate update);

    /// <summary>Writes a sign of life.</summary>
    void KeepAlive();

    /// <summary>Ends the stream with an error, so that no client takes it for a whole answer.</summary>
    void Fail(RequestFault fault);
}
