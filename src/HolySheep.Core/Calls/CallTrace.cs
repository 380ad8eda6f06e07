using System;
using HolySheep.Chat;
using HolySheep.Configuration.Masking;

namespace HolySheep.Calls;

/// <summary>Reports to the caller what happens to its call, without secrets, if it listens.</summary>
internal readonly struct CallTrace(SecretMask mask)
{
    public void Verbose<TState>(CallState call, TState state, Func<TState, string> message) => Tell(call, ChatTraceLevel.Verbose, state, message);

    public void Debug<TState>(CallState call, TState state, Func<TState, string> message) => Tell(call, ChatTraceLevel.Debug, state, message);

    /// <summary>Reports that an attempt begins.</summary>
    public void Attempt(CallState call, int number, string target)
    {
        if (call.Request.Trace is { } listener)
        {
            listener(new ChatTrace(ChatTraceLevel.Debug, mask.Mask(FormattableString.Invariant($"Attempt {number} at {target}."))) { Asked = target });
        }
    }

    private void Tell<TState>(CallState call, ChatTraceLevel level, TState state, Func<TState, string> message)
    {
        if (call.Request.Trace is { } listener)
        {
            listener(new ChatTrace(level, mask.Mask(message(state))));
        }
    }
}
