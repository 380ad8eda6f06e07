using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO.Hashing;
using System.Linq;
using System.Text;
using HolySheep.Chat;

namespace HolySheep.Providers.OpenAIChat;

/// <summary>Ids of tool calls for servers that do not take all. An id that fits stays as it is; another is replaced by nine letters and digits of its hash. For one request, written once from its first message to its last.</summary>
internal sealed class ShortCallIds
{
    public const int Length = 9;
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private readonly Func<string, bool> _takes;
    private readonly HashSet<string> _taken;
    private readonly List<(string Given, string Sent)> _open = [];

    private ShortCallIds(IEnumerable<string> ids, Func<string, bool> takes) => (_takes, _taken) = (takes, [.. ids.Where(takes)]);

    /// <summary>The ids for a conversation; null if the server takes all of them.</summary>
    /// <param name="messages">The conversation.</param>
    /// <param name="takes">Whether the server takes an id; null if it takes all.</param>
    public static ShortCallIds? For(IReadOnlyList<ChatMessage> messages, Func<string, bool>? takes)
    {
        if (takes is null)
        {
            return null;
        }

        var ids = messages.SelectMany(message => message.CallIds).ToList();
        return ids.TrueForAll(id => takes(id)) ? null : new ShortCallIds(ids, takes);
    }

    /// <summary>Whether a character is a letter or a digit that every server takes.</summary>
    public static bool IsUsual(char letter) => letter is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9';

    /// <summary>The id of the next call with this id, which waits for its result.</summary>
    public string OfCall(string id)
    {
        var sent = id;
        for (var number = 1; !_takes(sent) || (sent != id && !_taken.Add(sent)); number++)
        {
            sent = Hashed(id, number);
        }

        _open.Add((id, sent));
        return sent;
    }

    /// <summary>The id of the next result with this id: that of the first call with it that still waits.</summary>
    public string OfResult(string id)
    {
        var place = _open.FindIndex(call => call.Given == id);
        if (place < 0)
        {
            return _takes(id) ? id : Hashed(id, 1);
        }

        var sent = _open[place].Sent;
        _open.RemoveAt(place);
        return sent;
    }

    private static string Hashed(string id, int number)
    {
        var hash = XxHash128.Hash(Encoding.UTF8.GetBytes(number == 1 ? id : id + "\n" + number.ToString(CultureInfo.InvariantCulture)));
        return new string([.. hash.Take(Length).Select(part => Letters[part % Letters.Length])]);
    }
}
