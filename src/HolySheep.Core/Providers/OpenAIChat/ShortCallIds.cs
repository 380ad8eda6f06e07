using System.Collections.Generic;
using System.Globalization;
using System.IO.Hashing;
using System.Linq;
using System.Text;
using HolySheep.Chat;

namespace HolySheep.Providers.OpenAIChat;

/// <summary>Ids of tool calls for servers that take nine letters and digits only. An id that fits stays as it is; another is replaced by a part of its hash. For one request, written once from its first message to its last.</summary>
internal sealed class ShortCallIds
{
    private const int Length = 9;
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private readonly HashSet<string> _taken;
    private readonly List<(string Given, string Sent)> _open = [];

    public ShortCallIds(IReadOnlyList<ChatMessage> messages) =>
        _taken = [.. messages.Where(message => !message.IsTextAlone).SelectMany(message => message.ToolCalls).Select(call => call.Id).Where(Fits)];

    /// <summary>The id of the next call with this id, which waits for its result.</summary>
    public string OfCall(string id)
    {
        var sent = id;
        for (var number = 1; !Fits(sent) || (sent != id && !_taken.Add(sent)); number++)
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
            return Fits(id) ? id : Hashed(id, 1);
        }

        var sent = _open[place].Sent;
        _open.RemoveAt(place);
        return sent;
    }

    private static bool Fits(string id) => id.Length == Length && id.All(letter => letter is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9');

    private static string Hashed(string id, int number)
    {
        var hash = XxHash128.Hash(Encoding.UTF8.GetBytes(number == 1 ? id : id + "\n" + number.ToString(CultureInfo.InvariantCulture)));
        return new string([.. hash.Take(Length).Select(part => Letters[part % Letters.Length])]);
    }
}
