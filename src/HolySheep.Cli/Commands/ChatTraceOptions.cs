using System.CommandLine;
using HolySheep.Chat;
using HolySheep.Cli.Output;
using HolySheep.Providers.Sandbox;

namespace HolySheep.Cli.Commands;

/// <summary>The options for the trace on standard error.</summary>
internal sealed class ChatTraceOptions(Messages messages) : IChatOptions
{
    private readonly Option<bool> _verbose = ValueOption.Flag("--verbose", "Writes routes, waits, retries and fallbacks to standard error.");
    private readonly Option<bool> _debug = ValueOption.Flag("--debug", "Also writes wire details, with secrets masked.");
    private readonly Option<string?> _rehearse = ValueOption.Text("--rehearse", "SCRIPT",
        "Rehearses your own targets, rules and splits with these faults, for example 'gpt-4.1=down; holysheep/*=503', and shows the route; nothing is sent.").NotEmpty();

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

    /// <summary>The faults of a rehearsal; null if the call is real.</summary>
    /// <exception cref="Errors.HolySheepException">The script is not valid.</exception>
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
