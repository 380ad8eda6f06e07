using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Providers.Errors;

/// <summary>Everything that an error body says, from all its places.</summary>
internal sealed class ErrorReport
{
    private readonly List<string> _codes = [];
    private readonly List<string> _texts = [];

    public ErrorReport() => Words = _texts;

    /// <summary>Codes, types and statuses, the outermost first; numbers as text.</summary>
    public IReadOnlyList<string> Codes => _codes;

    /// <summary>Sentences for people, the outermost first, without duplicates.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>The sentences without what they quote of the request: the words that judge.</summary>
    public IReadOnlyList<string> Words { get; private set; }

    /// <summary>The request's member that the error names; null if it names none.</summary>
    public string? Param { get; set; }

    /// <summary>The object of the error that programs read, as JSON; null if there is none, or if it is long.</summary>
    public string? Details { get; set; }

    public string? RequestId { get; set; }

    public TimeSpan? WaitHint { get; set; }

    /// <summary>True if the quota of a whole day is used up.</summary>
    public bool DailyQuota { get; set; }

    /// <summary>True if a quota of a minute or a second is used up.</summary>
    public bool MinuteQuota { get; set; }

    /// <summary>True if a moderation lists its reasons.</summary>
    public bool Moderated { get; set; }

    /// <summary>True if no JSON was found: a web page or a plain text, perhaps from a server in front of the provider.</summary>
    public bool IsPage { get; set; }

    /// <summary>True if it names neither a code nor a text.</summary>
    public bool IsEmpty => _codes.Count == 0 && _texts.Count == 0;

    /// <summary>All texts joined; the codes if there is no text; null if there is neither.</summary>
    public string? Message =>
        _texts.Count > 0 ? string.Join("; ", _texts)
        : _codes.Count > 0 ? string.Join(", ", _codes.Distinct(StringComparer.OrdinalIgnoreCase))
        : null;

    /// <summary>Leaves what the sentences quote of the request out of the words that judge.</summary>
    public void LeaveOut(RequestQuotes quotes) => Words = [.. _texts.Select(quotes.LeaveOut)];

    public void AddCode(string code) => _codes.Add(code);

    public void AddText(string text)
    {
        // A wrapper often repeats what it wraps.
        if (_texts.Any(known => known.IndexOf(text, StringComparison.Ordinal) >= 0))
        {
            return;
        }

        _texts.RemoveAll(known => text.IndexOf(known, StringComparison.Ordinal) >= 0);
        _texts.Add(text);
    }
}
