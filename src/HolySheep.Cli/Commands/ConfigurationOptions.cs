using System;
using System.CommandLine;
using HolySheep.Chat.Sessions;
using HolySheep.Cli.Output;
using HolySheep.Configuration;
using HolySheep.Configuration.Names;
using HolySheep.Errors;
using HolySheep.Postgres;
using HolySheep.Providers.Sandbox;

namespace HolySheep.Cli.Commands;

/// <summary>The options that every command takes.</summary>
internal sealed class ConfigurationOptions
{
    public const string JsonName = "--json";

    private readonly Option<string?> _config = ValueOption.Text("--config", "FILE", "The configuration file, instead of the usual places.").NotEmpty();
    private readonly Option<bool> _sandbox = ValueOption.Flag("--sandbox", "Answers without network and cost.");
    private readonly Option<string?> _script = ValueOption.Text("--sandbox-script", "SCRIPT",
        "The sandbox with faults, for example 'gpt-4.1=429x2; claude-sonnet-4.5=down'.").NotEmpty();
    private readonly Option<bool> _json = ValueOption.Flag(JsonName, "Prints JSON on one line, for failures too.");

    private readonly Option<string?> _proxy = ValueOption.Text("--proxy", "URL", "The proxy for every request, instead of the configured one and the system's.").NotEmpty();
    private readonly Option<bool> _noProxy = ValueOption.Flag("--no-proxy", "Uses no proxy, neither a configured one nor the system's.");

    public void AddTo(Command root)
    {
        foreach (var option in new Option[] { _config, _sandbox, _script, _json })
        {
            option.Recursive = true;
            root.Options.Add(option);
        }
    }

    /// <summary>Adds the options for the proxy to a command that calls providers.</summary>
    public void AddNetworkTo(Command command)
    {
        command.Options.Add(_proxy);
        command.Options.Add(_noProxy);
    }

    public bool Json(ParseResult parse) => parse.GetValue(_json);

    /// <summary>The configuration file that the options name.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="preview">Whether changes are only checked.</param>
    /// <exception cref="HolySheepException">The path is not valid.</exception>
    public ConfigurationFile File(ParseResult parse, bool preview = false) => new(parse.GetValue(_config)) { Preview = preview };

    /// <summary>The names that the configuration knows, for completion.</summary>
    public KnownNames Names(ParseResult parse) => KnownNames.Read(parse.GetValue(_config));

    /// <summary>Reads the configuration, and writes its warnings.</summary>
    /// <exception cref="HolySheepException">The file is not valid.</exception>
    public HolySheepConfiguration Read(ParseResult parse, Messages messages)
    {
        var configuration = File(parse).Read();
        messages.Warnings(configuration.Warnings);

        return configuration;
    }

    /// <summary>Reads the configuration, writes its warnings, and creates the client for the options.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="messages">Receives the warnings.</param>
    /// <param name="rehearsal">The faults of a rehearsal; null if there is none.</param>
    /// <exception cref="HolySheepException">The file is not valid, or the sandbox script is not valid.</exception>
    public HolySheepClient OpenClient(ParseResult parse, Messages messages, SandboxScript? rehearsal = null)
    {
        if (rehearsal is not null && (parse.GetValue(_sandbox) || parse.GetValue(_script) is not null))
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, "--rehearse cannot be combined with --sandbox or --sandbox-script.", "Omit --sandbox and --sandbox-script; --rehearse sends nothing either.");
        }

        return OpenClient(parse, Read(parse, messages), rehearsal);
    }

    /// <summary>Creates the client for the options, with a configuration that was read.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="configuration">The configuration.</param>
    /// <param name="rehearsal">The faults of a rehearsal; null if there is none.</param>
    /// <param name="session">The session of all calls; null if there is none.</param>
    /// <exception cref="HolySheepException">The sandbox script is not valid.</exception>
    public HolySheepClient OpenClient(ParseResult parse, HolySheepConfiguration configuration, SandboxScript? rehearsal = null, CallSession? session = null) =>
        new(new HolySheepClientOptions
        {
            Configuration = configuration with { Network = configuration.Network.With(ProxyOf(parse), user: null, password: null, parse.GetValue(_noProxy)) },
            ReadChange = new ConfigurationWatch(File(parse)).Read,
            Rehearsal = rehearsal,
            Session = session,
            StateFolder = StateFolder.FindShared(),
            SharedEngine = static () => new PostgresEngine(),
            Caller = "holysheep " + parse.CommandResult.Command.Name,
            Sandbox = parse.GetValue(_script) is { } script ? SandboxScript.Parse(script) : parse.GetValue(_sandbox) ? SandboxScript.None : null,
        });

    /// <summary>The proxy of the line; null if there is none. The address may contain a password, so that no message repeats it.</summary>
    /// <exception cref="HolySheepException">It is not an address.</exception>
    private Uri? ProxyOf(ParseResult parse) => parse.GetValue(_proxy) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) ? address
        : throw new HolySheepException(ErrorCode.ArgumentInvalid, "--proxy takes an address that begins with http:// or https://.", "For example http://proxy:3128.");
}
