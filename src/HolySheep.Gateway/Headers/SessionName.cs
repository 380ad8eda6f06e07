using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HolySheep.Chat.Sessions;
using HolySheep.Gateway.Serving;

namespace HolySheep.Gateway.Headers;

/// <summary>Finds the session that a request belongs to: a caller names it, or a coding agent does in its own way.</summary>
internal static class SessionName
{
    private const string Header = "x-holysheep-session";

    // Codex; Claude Code.
    private static readonly string[] AgentHeaders = ["session_id", "session-id", "x-claude-code-session-id"];

    // Claude Code: user_HASH_account_ID_session_ID, later an object.
    private const string Mark = "_session_";
    private const string Member = "session_id";
    private const int Longest = 128;

    /// <summary>The session of a request; null if it belongs to none. What an agent says without being asked is taken only if sessions have a limit: otherwise it would only add tags to the ledger.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="user">What the body says of the user; null if it says nothing.</param>
    public static CallSession? Find(Exchange exchange, string? user)
    {
        var headers = exchange.Request.Headers;
        var name = headers[Header].FirstOrDefault()
            ?? (exchange.Caller?.MaxCostPerSession is null ? null : AgentHeaders.Select(agent => headers[agent].FirstOrDefault()).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)) ?? Of(user));
        return string.IsNullOrWhiteSpace(name) ? null : new CallSession(Kept(name.Trim()));
    }

    private static string? Of(string? user)
    {
        if (user?.LastIndexOf(Mark, StringComparison.Ordinal) is >= 0 and var at)
        {
            return user[(at + Mark.Length)..];
        }

        if (user?.StartsWith('{') != true)
        {
            return user;
        }

        try
        {
            using var document = JsonDocument.Parse(user);
            return document.RootElement.TryGetProperty(Member, out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : user;
        }
        catch (JsonException)
        {
            return user;
        }
    }

    /// <summary>The name as the ledger keeps it; one that no tag can hold, by its hash.</summary>
    private static string Kept(string name) => name.Length <= Longest && !name.AsSpan().ContainsAnyExceptInRange('!', '~')
        ? name
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
}
