using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using HolySheep.Providers.Exchange;
using HolySheep.Transport;

namespace HolySheep.Providers.Errors;

/// <summary>Collects what an error says from every place where vendors and gateways put it: nested objects, lists, JSON inside strings, plain text, web pages.</summary>
internal sealed class ErrorCollector
{
    private const int MostValues = 4_000;
    private const int MostText = 32_000;
    private const int DeepestString = 6;
    private const int LongestCode = 80;
    private const int LongestDetails = 2_000;

    private readonly ErrorReport _report = new();
    private int _values;
    private int _text;

    private ErrorCollector()
    {
    }

    /// <summary>Reads an error body: JSON, JSON after some text, plain text or a page; null if it is empty.</summary>
    public static ErrorReport? OfBody(ReadOnlySpan<byte> body)
    {
        var text = JsonText.OfBytes(body.Slice(0, Math.Min(body.Length, ReplyBounds.Error))).Trim().TrimStart('\uFEFF');
        if (text.Length == 0)
        {
            return null;
        }

        var collector = new ErrorCollector();
        if (PageText.IsPage(text))
        {
            collector._report.IsPage = true;
            if (PageText.Read(text) is { } page)
            {
                collector._report.AddText(page);
            }
        }
        else
        {
            collector._report.IsPage = !collector.TakeString("message", text, 0);
        }

        return collector._report;
    }

    /// <summary>Reads an error that is already JSON: the error itself, or its wrapper.</summary>
    public static ErrorReport OfElement(JsonElement error)
    {
        var collector = new ErrorCollector();
        collector.Visit("error", "", error, 0);
        return collector._report;
    }

    /// <param name="name">The member's squeezed name; for list items, that of the list.</param>
    /// <param name="parent">The squeezed name of the parent object.</param>
    /// <param name="value">The value.</param>
    /// <param name="depth">How many strings it was unpacked from.</param>
    private void Visit(string name, string parent, JsonElement value, int depth)
    {
        if (++_values > MostValues)
        {
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                if (name == "details" && ReadRaw(value) is { Length: <= LongestDetails } details)
                {
                    _report.Details ??= details;
                }

                var place = PlaceOf(value);
                foreach (var member in value.EnumerateObject())
                {
                    VisitMember(NameOf(member), name, place, member.Value, depth);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Visit(name, parent, item, depth);
                }

                break;
            case JsonValueKind.String:
                TakeString(name, parent, value, depth);
                break;
            case JsonValueKind.Number:
                TakeNumber(name, parent, value.GetRawText());
                break;
        }
    }

    private void VisitMember(string name, string parent, string? place, JsonElement value, int depth)
    {
        if (place is not null && name == "msg" && value.ValueKind == JsonValueKind.String)
        {
            TakePlain(name, place + ": " + Read(value));
        }
        else if (!ErrorMembers.IsEcho(name))
        {
            Visit(name, parent, value, depth);
        }
    }

    private void TakeNumber(string name, string parent, string number)
    {
        if (name.StartsWith("retryafter", StringComparison.Ordinal))
        {
            TakeHint(name, number);
        }
        else if (ErrorMembers.NamesCode(name) && number.Length <= LongestCode && number != "0")
        {
            // Numbers of one vendor mean something else at another, so those inside its wrapper are separate.
            _report.AddCode(parent == ErrorMembers.BaseResponse ? parent + number : number);
        }
    }

    private void TakeString(string name, string parent, JsonElement value, int depth)
    {
        var text = Read(value);
        switch (name)
        {
            case "param":
                _report.Param ??= text;
                return;
            case "requestid":
                _report.RequestId ??= text;
                return;
            case "retrydelay":
                _report.WaitHint ??= WaitHint.Duration(text);
                return;
            case "retryafter" or "retryafterms" or "retryafterseconds":
                TakeHint(name, text);
                return;
        }

        if (ErrorMembers.NamesQuota(name))
        {
            _report.DailyQuota |= Holds(text, "PerDay");
            _report.MinuteQuota |= Holds(text, "PerMinute") || Holds(text, "PerSecond");
        }

        _report.Moderated |= name == "reasons" && parent == "metadata";
        TakeString(name, text, depth);
    }

    private static bool Holds(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;

    /// <returns>True if JSON was found in it.</returns>
    private bool TakeString(string name, string text, int depth)
    {
        text = text.Trim();
        if (text.Length == 0 || _text > MostText)
        {
            return false;
        }

        if (depth < DeepestString && EmbeddedJson.Find(text) is { } json)
        {
            using (json.Json)
            {
                TakePlain(name, json.Before.TrimEnd(' ', '-', ':', '='));
                Visit(name, "", json.Json.RootElement, depth + 1);
                TakePlain(name, json.After);
            }

            return true;
        }

        TakePlain(name, text);
        return false;
    }

    private void TakePlain(string name, string text)
    {
        text = text.Trim();
        if (text.Length == 0)
        {
            return;
        }

        _text += text.Length;
        var isWord = text.Length <= LongestCode && text.IndexOf(' ') < 0;
        if (isWord && ErrorMembers.NamesCode(name))
        {
            _report.AddCode(text);
        }

        // A sentence in place of a code is for people too.
        if (ErrorMembers.NamesText(name) && !(isWord && name is "code" or "reason"))
        {
            _report.AddText(text.Length > MostText ? text.Substring(0, MostText) : text);
        }
    }

    private void TakeHint(string name, string number)
    {
        if (double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var time))
        {
            _report.WaitHint ??= WaitHint.Seconds(name == "retryafterms" ? time / 1000 : time);
        }
    }

    /// <summary>The squeezed name of a member.</summary>
    public static string NameOf(JsonProperty member)
    {
        try
        {
            return ErrorMembers.Squeeze(member.Name);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is not a name that a vendor uses.
            return "";
        }
    }

    /// <summary>The place in the request where a validator found the fault, such as <c>body.max_tokens</c>; null if it does not say.</summary>
    private static string? PlaceOf(JsonElement error)
    {
        foreach (var member in error.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Array && member.Value.GetArrayLength() > 0 && NameOf(member) == "loc")
            {
                return string.Join(".", member.Value.EnumerateArray().Select(Read));
            }
        }

        return null;
    }

    /// <summary>The text of a value, or its JSON.</summary>
    private static string Read(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : value.GetRawText();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is not a string, but its JSON can still be shown.
            return ReadRaw(value);
        }
    }

    private static string ReadRaw(JsonElement value)
    {
        try
        {
            return value.GetRawText();
        }
        catch (InvalidOperationException)
        {
            // Nor is it UTF-8.
            return "";
        }
    }
}
