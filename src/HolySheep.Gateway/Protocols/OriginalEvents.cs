using System.Text;
using HolySheep.Chat;
using HolySheep.Gateway.Http;

namespace HolySheep.Gateway.Protocols;

/// <summary>Writes a provider's own events, for callers that speak its format.</summary>
internal sealed class OriginalEvents(IProtocol protocol, ProtocolRequest request, EventBuffer events, IEventWriter own) : IEventWriter
{
    private OriginalEvent? _last;

    public void Write(ChatUpdate update)
    {
        var isLast = update.Kind == ChatUpdateKind.Completed;
        if (isLast && update.Events is null)
        {
            Fail(new RequestFault(FaultKind.Upstream, "upstream_error", "The rest of the answer is held back: it contains a key of the gateway."));
            return;
        }

        for (var number = 0; number < update.Events?.Count; number++)
        {
            _last = update.Events[number];
            if (!protocol.Hides(request, _last))
            {
                Write(_last);
            }
        }

        if (isLast)
        {
            protocol.End(_last, events);
        }
    }

    public void KeepAlive() => own.KeepAlive();

    public void Fail(RequestFault fault) => own.Fail(fault);

    private void Write(OriginalEvent original)
    {
        var text = new StringBuilder(original.Data.Length + 32);
        if (original.Type is not null)
        {
            text.Append("event: ").Append(original.Type).Append('\n');
        }

        foreach (var line in original.Data.Split('\n'))
        {
            text.Append("data: ").Append(line).Append('\n');
        }

        events.Raw(Encoding.UTF8.GetBytes(text.Append('\n').ToString()));
    }
}
