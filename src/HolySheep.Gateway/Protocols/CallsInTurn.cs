using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Gateway.Http;

namespace HolySheep.Gateway.Protocols;

/// <summary>
/// Gives the pieces of each tool call to a writer one after another, for protocols that end a call before the next one begins. Providers may send the pieces of several calls in turns:
/// what does not belong to the open call waits until the arguments of that call are complete, or until the answer ends.
/// </summary>
internal sealed class CallsInTurn(IEventWriter writer) : IEventWriter
{
    private readonly HashSet<int> _ended = [];
    private readonly StringBuilder _arguments = new();
    private List<ChatUpdate> _held = [];
    private int? _open;

    public void Write(ChatUpdate update)
    {
        if (update.Kind == ChatUpdateKind.Completed)
        {
            WriteHeld();
            writer.Write(update);
            return;
        }

        Take(update);
    }

    public void KeepAlive() => writer.KeepAlive();

    public void Fail(RequestFault fault)
    {
        try
        {
            WriteHeld();
        }
        catch (FaultException)
        {
            // The stream ends with an error in any case, and the first one is its cause.
        }

        writer.Fail(fault);
    }

    private void Take(ChatUpdate update)
    {
        if (_open is not null && _open != update.ToolCall?.Index && (_held.Count > 0 || !IsComplete()))
        {
            _held.Add(update);
            return;
        }

        WriteNow(update);
        if (_held.Count > 0 && update.ToolCall is { Arguments: var last } && last.Contains('}') && IsComplete())
        {
            var held = _held;
            _held = [];
            held.ForEach(Take);
        }
    }

    /// <summary>Writes what waits, the pieces of each call together.</summary>
    private void WriteHeld()
    {
        foreach (var pieces in _held.GroupBy(piece => piece.ToolCall?.Index).OrderByDescending(group => group.Key == _open))
        {
            foreach (var piece in pieces)
            {
                WriteNow(piece);
            }
        }

        _held.Clear();
    }

    /// <exception cref="FaultException">The piece belongs to a call that has ended.</exception>
    private void WriteNow(ChatUpdate update)
    {
        var call = update.ToolCall;
        if (call?.Index != _open)
        {
            if (_open is { } ended)
            {
                _ended.Add(ended);
            }

            _arguments.Clear();
            _open = call?.Index;
        }

        if (call is not null && _ended.Contains(call.Index))
        {
            if (string.IsNullOrWhiteSpace(call.Arguments))
            {
                return;
            }

            throw new FaultException(new RequestFault(FaultKind.Upstream, "upstream_error", "The provider sent more of a tool call whose arguments were complete."));
        }

        _arguments.Append(call?.Arguments);
        writer.Write(update);
    }

    private bool IsComplete()
    {
        try
        {
            using var arguments = JsonDocument.Parse(_arguments.ToString());
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
