using System;
using System.CommandLine;
using System.ComponentModel;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat.Sessions;
using HolySheep.Cli.Output;
using HolySheep.Cli.Running;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Names;
using HolySheep.Errors;
using HolySheep.Gateway;
using HolySheep.Gateway.Access;

namespace HolySheep.Cli.Commands;

/// <summary><c>holysheep run</c>: runs one program whose clients call a gateway of its own.</summary>
internal sealed class RunCommand : Command, IHasExamples
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    private readonly Option<decimal?> _maxCost = ValueOption.Number<decimal>("--max-cost", "The maximum that all calls of the program together may cost in USD; calls that may cost more are refused.");
    private readonly Argument<string[]> _program = new("PROGRAM") { Description = "The program and its arguments, after '--'.", Arity = ArgumentArity.OneOrMore };
    private readonly ConfigurationOptions _common;
    private readonly Messages _messages;

    public RunCommand(ConfigurationOptions common, Messages messages)
        : base("run", "Runs a program whose calls of OpenAI's and Anthropic's interfaces go through a gateway of its own, and says what they cost.")
    {
        (_common, _messages) = (common, messages);
        Options.Add(_maxCost);
        Arguments.Add(_program);
        SetAction(RunAsync);
    }

    public string Examples => """
        Examples:
          holysheep run -- claude                             Claude Code, with the chains of the configuration
          holysheep run --max-cost 2 -- codex exec 'Fix the tests'
          holysheep run --sandbox -- python app.py            without network and cost

        """;

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var words = parse.GetValue(_program)!;
        var limit = parse.GetValue(_maxCost);
        if (limit < 0)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, FormattableString.Invariant($"--max-cost is {limit} USD."), "Give 0 or more, or no limit.");
        }

        if (ProgramRun.Find(words[0]) is not { } path)
        {
            _messages.Error(ErrorCode.ArgumentInvalid, $"The program '{words[0]}' was not found.", "Check its name, and whether its folder is in PATH.");
            return ProgramRun.Missing;
        }

        var configuration = _common.Read(parse, _messages);
        var session = new CallSession("run-" + Guid.NewGuid().ToString("N")[..12], limit);
        var begun = DateTimeOffset.UtcNow;
        int exitCode;
        RunCost? cost;
        var outlives = StateFolder.FindShared() is not null;
        var client = _common.OpenClient(parse, configuration, session: session);
        await using (var server = Open(client, configuration, out var token))
        {
            await server.StartAsync(cancellationToken);
            exitCode = await RunAsync(path, words, server, token);
            using var rest = new CancellationTokenSource(Rest);
            await server.StopAsync(rest.Token);

            // State in memory ends with its client.
            cost = outlives ? null : RunCost.Read(client, session, begun);
        }

        if (outlives)
        {
            // The calls that the end of the program cut off are booked by now.
            using var after = _common.OpenClient(parse, configuration);
            cost = RunCost.Read(after, session, begun);
        }

        _messages.Notice(cost is null ? "The ledger cannot be read: what the calls cost is not known." : $"{Path.GetFileNameWithoutExtension(path)}: {cost.Describe(limit)}. Session {session.Id}.");
        return exitCode;
    }

    private GatewayServer Open(HolySheepClient client, HolySheepConfiguration configuration, out string token)
    {
        var secret = GatewayToken.Make();
        token = secret.Reveal();
        return new GatewayServer(
            new GatewayBackend(client, new ServedModels(configuration)),
            new GatewayOptions { Listen = new ListenAddress(System.Net.IPAddress.Loopback, 0), Token = secret, Caller = "holysheep run", Report = _messages.Warning });
    }

    private async Task<int> RunAsync(string path, string[] words, GatewayServer server, string token)
    {
        var root = server.Addresses[0].AbsoluteUri.TrimEnd('/');
        try
        {
            return await ProgramRun.RunAsync(path, ProgramArguments.Of(path, words.Skip(1), root), variables => ProgramEnvironment.Set(variables, root, token));
        }
        catch (Win32Exception exception)
        {
            _messages.Error(ErrorCode.ArgumentInvalid, $"'{path}' cannot be run: {exception.Message}", "Check that it is a program for this system, and that you may run it.");
            return ProgramRun.NotRunnable;
        }
    }
}
