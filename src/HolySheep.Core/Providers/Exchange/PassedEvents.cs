using System.Collections.Generic;
using HolySheep.Chat;

namespace HolySheep.Providers.Exchange;

/// <summary>Keeps a provider's own events until the piece of the answer that they lead to is handed out.</summary>
internal sealed class PassedEvents
{
    // The type of an event without a name.
    private const string NoName = "message";

    private List<OriginalEvent> _waiting = [];

    /// <summary>Keeps an event.</summary>
    public void Add(string type, string data) => _waiting.Add(new OriginalEvent(type == NoName ? null : type, data));

    /// <summary>What was kept since the last time; null if nothing was.</summary>
    public IReadOnlyList<OriginalEvent>? Take()
    {
        if (_waiting.Count == 0)
        {
            return null;
        }

        var taken = _waiting;
        _waiting = [];
        return taken;
    }
}
