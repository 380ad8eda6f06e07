using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Cli.Input;
using HolySheep.Cli.Output;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Names;
using HolySheep.Errors;
using HolySheep.Gateway;
using HolySheep.Gateway.Access;
using HolySheep.Gateway.Exporting;

namespace HolySheep.Cli.Commands;

/// <summary><c>holysheep serve</c>: answers other programs over HTTP until it is stopped.</summary>
internal sealed class ServeCommand : Command, IHasExamples
{
    private static readonly TimeSpan ReloadInterval = TimeSpan.FromSeconds(1);

    private readonly Option<string?> _listen = ValueOption.Text("--listen", "ADDRESS:PORT", "Where to listen. Default: 127.0.0.1:4141.").NotEmpty();
    private readonly Option<string?> _token = ValueOption.Text("--token", "REF", "The token that callers send, by its place: env:NAME or file:PATH. Default: one that is made for you, in a file.").NotEmpty();
    private readonly Option<bool> _noToken = ValueOption.Flag("--no-token", "Takes calls without a token; only on this machine, and not from web pages.");
    private readonly Option<string?> _cert = ValueOption.Text("--cert", "FILE", "A PEM file with the certificate and its key: the gateway then speaks HTTPS.").NotEmpty();
    private readonly Option<bool> _insecure = ValueOption.Flag("--insecure", "Listens for other machines without HTTPS: a network that you trust, or a proxy that speaks HTTPS.");
    private readonly Option<string?> _accessLog = ValueOption.Text("--access-log", "FILE", "Adds a line of JSON for each request to a file: time, client, model, target, tokens, cost; no texts.").NotEmpty();
    private readonly ConfigurationOptions _common;
    private readonly StandardOutput _output;
    private readonly Messages _messages;

    public ServeCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("serve", "Serves the models of the configuration to any program, over HTTP, in the formats that OpenAI's and other clients speak.")
    {
        (_common, _output, _messages) = (common, output, messages);
        foreach (var option in new Option[] { _listen, _token, _noToken, _cert, _insecure, _accessLog })
        {
            Options.Add(option);
        }

        SetAction(RunAsync);
    }

    public string Examples => """
        Examples:
          holysheep serve                                     on 127.0.0.1:4141, with a token in a file
          holysheep serve --no-token --sandbox                for a first try, without network and cost
          holysheep serve --listen 0.0.0.0:4141 --cert gateway.pem --token env:GATEWAY_TOKEN

        """;

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var listen = parse.GetValue(_listen) is { } text ? ListenAddress.Parse(text) : ListenAddress.Default;
        var certificate = parse.GetValue(_cert) is { } pem ? CertificateFile.Read(pem) : null;
        if (!listen.IsLoopback && certificate is null && !parse.GetValue(_insecure))
        {
            throw new HolySheepException(
                ErrorCode.ArgumentInvalid, $"Other machines reach {listen}, and without HTTPS their prompts and tokens can be read on the way.", "Give --cert FILE, or --insecure if the network is trusted, or listen on 127.0.0.1.");
        }

        var watch = new ConfigurationWatch(_common.File(parse));
        var configuration = _common.Read(parse, _messages);
        var token = TokenOf(parse, configuration);
        using var log = parse.GetValue(_accessLog) is { } path ? LineLog.Open(path) : null;
        var options = new GatewayOptions { Listen = listen, Token = token, Certificate = certificate, Report = _messages.Warning, AccessLog = log is null ? null : log.Write };
        using var export = TelemetryExport.Start(ProductVersion.Text, _messages.Warning);
        await using var server = new GatewayServer(BackendOf(parse, configuration), options);
        await server.StartAsync(cancellationToken);
        TellAddresses(parse, [.. server.Addresses.Select(address => address.AbsoluteUri.TrimEnd('/'))]);
        await ReloadAsync(parse, server, watch, cancellationToken);
        _messages.Notice("Stopping: calls under way have 25 s to finish. A second signal ends them at once.");
        await server.StopAsync(CancellationToken.None);
        return ExitCode.Answered;
    }

    private void TellAddresses(ParseResult parse, IReadOnlyList<string> addresses)
    {
        if (_common.Json(parse))
        {
            _output.WriteLine(JsonLine.Of(json =>
            {
                json.WriteStartObject();
                JsonLine.WriteList(json, "listening", addresses, static (item, address) => item.WriteStringValue(address));
                json.WriteEndObject();
            }));
        }
        else
        {
            foreach (var address in addresses)
            {
                _output.WriteLine($"Listening on {address}");
            }
        }

        _output.Flush();
    }

    private GatewayBackend BackendOf(ParseResult parse, HolySheepConfiguration configuration)
    {
        var callers = GatewayToken.ReadAll(configuration.GatewayClients);
        return new GatewayBackend(_common.OpenClient(parse, configuration), new ServedModels(configuration)) { Callers = callers };
    }

    /// <summary>Refuses a gateway without a token for clients that have tokens.</summary>
    private void ThrowIfTokensAreNeeded(ParseResult parse, HolySheepConfiguration configuration)
    {
        if (parse.GetValue(_noToken) && configuration.GatewayClients.Count > 0)
        {
            throw new HolySheepException(
                ErrorCode.ArgumentInvalid, "The configuration has clients with tokens (\"gateway\": { \"clients\": … }), and --no-token would let others in without one.", "Omit --no-token, or take the clients out.");
        }
    }

    private Secret? TokenOf(ParseResult parse, HolySheepConfiguration configuration)
    {
        var reference = parse.GetValue(_token);
        ThrowIfTokensAreNeeded(parse, configuration);
        if (parse.GetValue(_noToken))
        {
            return reference is null ? null : throw new HolySheepException(ErrorCode.ArgumentInvalid, "--token and --no-token cannot be combined.", "Give one of them.");
        }

        if (reference is not null)
        {
            return GatewayToken.Read(reference);
        }

        if (configuration.GatewayClients.Count > 0)
        {
            _messages.Notice($"Callers send the tokens of the clients in the configuration: {string.Join(", ", configuration.GatewayClients.Select(client => client.Name))}.");
            return null;
        }

        var (token, path, isNew) = GatewayToken.ReadOrMake(StateFolder.Find());
        _messages.Notice(isNew ? $"A token for callers was made: it is in {path}." : $"Callers send the token in {path}.");
        return token;
    }

    /// <summary>Serves until a signal comes, and takes each valid change of the configuration; one that is not valid changes nothing.</summary>
    private async Task ReloadAsync(ParseResult parse, GatewayServer server, ConfigurationWatch watch, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(ReloadInterval);
        while (await NextAsync(timer, cancellationToken))
        {
            try
            {
                if (watch.Read() is not { } configuration)
                {
                    continue;
                }

                _messages.Warnings(configuration.Warnings);
                ThrowIfTokensAreNeeded(parse, configuration);
                server.Replace(BackendOf(parse, configuration));
                _messages.Notice("The configuration has changed and is in force.");
            }
            catch (HolySheepException exception)
            {
                _messages.Warning($"The configuration has changed but is not valid; the earlier one stays in force: {HolySheepClient.Mask(exception.Message)}");
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // A signal came.
            return false;
        }
    }
}
