using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Gateway.Http;

namespace HolySheep.Gateway.Protocols;

/// <summary>Writes an answer of the core in the events of a protocol: each piece as it comes, and before the end what came in no piece.</summary>
internal abstract class AnswerEvents(ProtocolRequest request) : IEventWriter
{
    private readonly HashSet<int> _calls = [];
    private bool _begun;
    private bool _hasText;

    /// <summary>What the caller asks for.</summary>
    protected ProtocolRequest Request { get; } = request;

    public void Write(ChatUpdate update)
    {
        if (!_begun)
        {
            _begun = true;
            Start(update.Source?.ModelUsed ?? Request.Chat.Model ?? "");
        }

        switch (update.Kind)
        {
            case ChatUpdateKind.Text or ChatUpdateKind.Reasoning when update.Text.Length > 0:
                _hasText |= update.Kind == ChatUpdateKind.Text;
                Write(update.Kind, update.Text, update.IsRefusal);
                break;
            case ChatUpdateKind.ToolCall when update.ToolCall is { } call:
                WriteCall(call, _calls.Add(call.Index));
                break;
            case ChatUpdateKind.Completed when update.Result is { } result:
                WriteRest(result);
                Complete(result);
                break;
        }
    }

    public abstract void KeepAlive();

    public abstract void Fail(RequestFault fault);

    /// <summary>Writes what comes before the first piece.</summary>
    /// <param name="model">The model that answers.</param>
    protected abstract void Start(string model);

    /// <summary>Writes a piece of text or reasoning.</summary>
    protected abstract void WriteText(ChatUpdateKind kind, string text);

    /// <summary>Writes a piece of a refusal; it is text in a protocol that has no other place for it.</summary>
    protected virtual void WriteRefusal(string text) => WriteText(ChatUpdateKind.Text, text);

    /// <summary>Writes a piece of a tool call.</summary>
    /// <param name="call">The piece.</param>
    /// <param name="isNew">True for the first piece of its call.</param>
    protected abstract void WriteCall(ChatToolCallDelta call, bool isNew);

    /// <summary>Writes what comes after the last piece.</summary>
    protected abstract void Complete(ChatResult result);

    private void Write(ChatUpdateKind kind, string text, bool isRefusal)
    {
        if (isRefusal)
        {
            WriteRefusal(text);
        }
        else
        {
            WriteText(kind, text);
        }
    }

    // What came whole, and in no piece.
    private void WriteRest(ChatResult result)
    {
        if (!_hasText && result.Content.Length > 0)
        {
            Write(ChatUpdateKind.Text, result.Content, result.Refusal == result.Content);
        }

        for (var index = 0; index < result.ToolCalls.Count; index++)
        {
            if (_calls.Add(index))
            {
                var call = result.ToolCalls[index];
                WriteCall(new ChatToolCallDelta(index, call.Id, call.Name, call.Arguments), isNew: true);
            }
        }
    }
}
