using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Configuration.Masking;

namespace HolySheep.Providers.Masking;

/// <summary>Holds a provider's own events back while the texts in them may still turn out to be a key. An event cannot be changed, so that none comes after one that holds a key.</summary>
internal sealed class MaskedEvents(SecretMask mask)
{
    private readonly List<OriginalEvent> _held = [];
    private long _come;
    private long _shown;
    private bool _hasKey;

    /// <summary>Takes the events of a piece; returns those that may be shown now, or null.</summary>
    /// <param name="events">The events; null if there are none.</param>
    /// <param name="come">The characters of the piece.</param>
    /// <param name="shown">The characters that the mask lets through, of this piece and of earlier ones.</param>
    public IReadOnlyList<OriginalEvent>? Take(IReadOnlyList<OriginalEvent>? events, int come, int shown)
    {
        (_come, _shown) = (_come + come, _shown + shown);
        for (var number = 0; number < events?.Count; number++)
        {
            _hasKey |= !ReferenceEquals(mask.MaskAnswer(events[number].Data), events[number].Data);
            _held.Add(events[number]);
        }

        return Release();
    }

    /// <summary>The last events with those that were held back; null if a key is in what came.</summary>
    public IReadOnlyList<OriginalEvent>? End(IReadOnlyList<OriginalEvent> last)
    {
        var released = Take(last, 0, 0);
        return _hasKey || _come != _shown ? null : released ?? [];
    }

    private List<OriginalEvent>? Release()
    {
        if (_hasKey || _come != _shown || _held.Count == 0)
        {
            return null;
        }

        List<OriginalEvent> released = [.. _held];
        _held.Clear();
        return released;
    }
}
