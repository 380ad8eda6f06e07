using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using HolySheep.Configuration.Names;
using HolySheep.Errors;

namespace HolySheep.Conversations;

/// <summary>The names of the conversations, for completion; only the beginning of each file is read.</summary>
public static class KnownConversations
{
    private const int HeadBytes = 2_048;

    /// <summary>The names with their titles, the last updated first; empty if they cannot be read. Never fails.</summary>
    /// <param name="environment">Reads an environment variable; null means the process's own.</param>
    public static IReadOnlyList<KnownName> Read(Func<string, string?>? environment = null)
    {
        try
        {
            var store = ConversationStore.Open(environment);
            return [.. store.Names().Select(name => Of(store.PathOf(name), name))];
        }
        catch (Exception exception) when (exception is HolySheepException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static KnownName Of(string path, string name)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var head = new byte[HeadBytes];
            var members = Members(head.AsSpan(0, stream.Read(head, 0, head.Length)));
            members.TryGetValue("title", out var title);
            return members.TryGetValue("name", out var spelled) && ConversationName.AreSame(spelled, name) ? new KnownName(spelled, title ?? "") : new KnownName(name, title ?? "");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            // A damaged conversation has a name too.
            return new KnownName(name, "");
        }
    }

    private static Dictionary<string, string> Members(ReadOnlySpan<byte> head)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        var json = new Utf8JsonReader(head, isFinalBlock: false, default);
        string? member = null;
        while (members.Count < 2 && json.Read())
        {
            if (json.TokenType == JsonTokenType.PropertyName)
            {
                member = json.GetString();
            }
            else if (json.TokenType == JsonTokenType.String && json.CurrentDepth == 1 && (member is "name" or "title"))
            {
                members[member!] = json.GetString() ?? "";
            }
        }

        return members;
    }
}
