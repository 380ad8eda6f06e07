using System.CommandLine;
using HolySheep.Chat;
using HolySheep.Cli.Output;
using HolySheep.Providers.Sandbox;

namespace HolySheep.Cli.Commands;

/// <summary>What is told on standard error about the way to the answer.</summary>
internal sealed class ChatTraceOptions(Messages messages) : IChatOptions
{
    private readonly Option<bool> _verbose = ValueOption.Flag("--verbose", "Tells routes, waits, retries and fallbacks on standard error.");
    private readonly Option<bool> _debug = ValueOption.Flag("--debug", "Tells wire detail too, secrets masked.");
    private readonly Option<string?> _rehearse = ValueOption.Text("--rehearse", "SCRIPT",
        "Walks your own targets, rules and splits with these faults, for example 'gpt-4.1=down; holysheep/*=503', and tells the way; nothing is sent.");

    public void AddTo(Command command)
    {
        command.Options.Add(_verbose);
        command.Options.Add(_debug);
        command.Options.Add(_rehearse);
    }

    public ChatRequest Apply(ParseResult parse, ChatRequest request)
    {
        var debug = parse.GetValue(_debug);
        return debug || parse.GetValue(_verbose) || parse.GetValue(_rehearse) is not null ? request with { Trace = trace => Tell(trace, debug) } : request;
    }

    /// <summary>The faults of a rehearsal; null where the call is a real one.</summary>
    /// <exception cref="Errors.HolySheepException">The script is not understood.</exception>
    public SandboxScript? Rehearsal(ParseResult parse) => parse.GetValue(_rehearse) is { } script ? SandboxScript.Parse(script) : null;

    private void Tell(ChatTrace trace, bool debug)
    {
        if (trace.Level == ChatTraceLevel.Verbose)
        {
            messages.Verbose(trace.Message);
        }
        else if (debug)
        {
            messages.Debug(trace.Message);
        }
    }
}
