using HolySheep.Chat;
using HolySheep.Conversations;

namespace HolySheep.Interactive;

/// <summary>What a session knows: how it asks, what was said, and what it has cost.</summary>
internal sealed class SessionState
{
    private readonly HolySheepClient _client;
    private readonly string _defaultModel;

    public SessionState(HolySheepClient client, ChatSessionOptions options)
    {
        _client = client;
        _defaultModel = options.Names.DefaultModel;
        Request = options.Request with { Messages = [], Limits = options.Request.Limits with { MaxCost = null } };
        Conversation = options.Conversation ?? new ConversationSession(client);
        Cost = new SessionCost(options.Request.Limits.MaxCost);
    }

    /// <summary>The request of the next call, without its messages.</summary>
    public ChatRequest Request { get; set; }

    /// <summary>The model of the next call.</summary>
    public string Model => Request.Model ?? Conversation.Model ?? _defaultModel;

    /// <summary>The conversation so far.</summary>
    public ConversationSession Conversation { get; private set; }

    /// <summary>The last answer; null before the first.</summary>
    public ChatResult? Last { get; private set; }

    /// <summary>True once the user has ended the session.</summary>
    public bool HasEnded { get; set; }

    /// <summary>What the calls have cost.</summary>
    public SessionCost Cost { get; }

    /// <summary>The request of a call with another message.</summary>
    public ChatRequest With(ChatMessage message) => Conversation.Continue(Request with { Messages = [message], Limits = Request.Limits with { MaxCost = Cost.Left } });

    /// <summary>Adds an answer with its question to the conversation, and gives it with the warnings of the conversation.</summary>
    public ChatResult Answered(ChatRequest request, ChatResult result)
    {
        Cost.Add(result);
        return Last = Conversation.Keep(request, result);
    }

    /// <summary>Begins another conversation; the stored one stays as it is.</summary>
    public void Clear() => Conversation = new ConversationSession(_client);
}
