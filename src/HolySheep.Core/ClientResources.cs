using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Attachments;
using HolySheep.Caching;
using HolySheep.Caching.Sqlite;
using HolySheep.Calls;
using HolySheep.Calls.Clients;
using HolySheep.Calls.Prompts;
using HolySheep.Calls.Recording;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Masking;
using HolySheep.Errors;
using HolySheep.Health;
using HolySheep.Jobs;
using HolySheep.Limits;
using HolySheep.Maintenance;
using HolySheep.Maintenance.Sqlite;
using HolySheep.Providers;
using HolySheep.Providers.Sandbox;
using HolySheep.Sharing;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Pricing;
using HolySheep.Spend.Sessions;
using HolySheep.Spend.Usage;
using HolySheep.State;
using HolySheep.Time;
using HolySheep.Transport;

namespace HolySheep;

/// <summary>What a client opens and closes: connections, state and ledger, and the services of calls that are made of them.</summary>
internal sealed class ClientResources : IDisposable
{
    private readonly HttpSender _network;
    private readonly HttpSender _sandbox;
    private readonly Lazy<AttachmentFetch> _attachments;
    private readonly string? _stateFolder;
    private readonly HolySheepClientOptions _options;
    private readonly ISharedPlace? _shared;
    private readonly ILedgerBackend _ledger;
    private readonly AnswerCache? _answers;

    /// <exception cref="ConfigurationException">The file of certificate authorities is not usable.</exception>
    public ClientResources(HolySheepClientOptions options)
    {
        Named = options.Configuration;
        IsRehearsal = options.Rehearsal is not null;
        Configuration = IsRehearsal ? RehearsalConfiguration.Of(Named) : options.Sandbox is null ? Named : SandboxConfiguration.Of(Named);
        _options = options;
        _stateFolder = options.StateFolder;
        _network = new HttpSender(options.Handler ?? NetworkHandler.Create(Configuration.Network, Configuration.Defaults.Connect));
        _sandbox = new HttpSender(new SandboxHandler(options.Rehearsal ?? options.Sandbox ?? SandboxScript.None, options.TimeProvider));

        _attachments = new Lazy<AttachmentFetch>(() => new AttachmentFetch(Configuration.Network, Configuration.Defaults.Connect, options.TimeProvider));

        // A rehearsal neither uses nor changes the health of the real targets.
        _shared = options.Sandbox is null && !IsRehearsal ? SharedPlaces.Open(Named, options.SharedEngine, options.Environment, options.VaultReader, options.TimeProvider) : null;
        State = _shared?.OpenState() ?? StateBackends.Open(options.Sandbox is null && !IsRehearsal ? options.StateFolder : null, options.TimeProvider);
        _ledger = OpenLedger(options);
        Ledger = _ledger.Booking is NoLedger none ? none : new SessionLedger(_ledger.Booking, new SessionBook(_ledger.Records, options.TimeProvider));
        _answers = OpenAnswers();
        var mask = new SecretMask();
        mask.Register(Configuration.Network.ProxyPassword);
        mask.Register(_shared?.Password);
        mask.RegisterHeaders(Configuration.Providers.Values);
        var limits = new LimitBook(State.Limits, (IsRehearsal ? Named : Configuration).Providers.Values, options.TimeProvider);
        Services = new CallServices
        {
            TimeProvider = options.TimeProvider,
            Randomness = options.Randomness ?? SystemRandomness.Next,
            Mask = mask,
            Providers = ProviderDirectory.Create(Configuration, _network, _sandbox, options.TimeProvider, mask, options.Wires),
            Health = new HealthBook(State.Health, Configuration.Health),
            Limits = limits,
            Clients = new ClientAdmission(Configuration, options.Session, limits, options.TimeProvider),
            Latencies = State.Latencies,
            Measurements = new MeasurementBook(State.Measurements),
            Turns = State.Turns,
            StateWarning = () => Notices.Report(State.TakeWarning()),
            Ledger = Ledger,
            KeepTexts = Configuration.Ledger.KeepTexts,
            FreeProviders = ProviderDirectory.Free(Configuration),
            Answers = _answers,
            PriceNotices = PriceNotices.OfProcess,
            RetirementNotices = RetirementNotices.OfProcess,
        };
    }

    /// <summary>The configuration that the user's names stand for.</summary>
    public HolySheepConfiguration Named { get; }

    /// <summary>The configuration in force; it differs from <see cref="Named"/> if the sandbox answers.</summary>
    public HolySheepConfiguration Configuration { get; }

    public bool IsRehearsal { get; }

    /// <summary>The keys of the user's own providers, even if the sandbox answers for them.</summary>
    public KeyLookup NamedKeys => new(Named, _options.SessionKeys, _options.Environment, _options.VaultReader, Services.Mask);

    public IStateBackend State { get; }

    /// <summary>What the ledger, its budgets, the state and the kept answers warn of.</summary>
    public StoreNotices Notices { get; } = new();

    public ILedger Ledger { get; }

    public CallServices Services { get; }

    /// <summary>The files that the client uses, whether they exist or not.</summary>
    public IReadOnlyList<(string What, string Path)> Files =>
    [
        .. Named.File is { } file ? ((string, string)[])[("the configuration", file), ("the catalogue", Path.Combine(Path.GetDirectoryName(file) ?? "", "catalog.json"))] : [],
        .. _stateFolder is { } folder ? ((string, string)[])[("the ledger", Path.Combine(folder, "ledger.db")), ("the state", Path.Combine(folder, "state.db"))] : [],
    ];

    /// <summary>Fetches attachments by their address.</summary>
    public AttachmentFetch Attachments => _attachments.Value;

    /// <summary>What the ledger holds.</summary>
    public ILedgerRecords LedgerRecords => _ledger.Records;

    /// <summary>Looks after the place of state and ledger.</summary>
    public StateMaintenance Maintenance => new(
        _options.Sandbox is not null || IsRehearsal || (_shared is null && _stateFolder is null) ? new NoMaintenance()
        : _shared?.OpenMaintenance(LedgerRecords, _stateFolder) ?? new LocalMaintenance(_stateFolder!, LedgerRecords, Services.TimeProvider));

    /// <summary>Answers questions about what was spent.</summary>
    public LedgerReader LedgerReader => new(LedgerRecords, Named, Configuration.Catalog, Services.TimeProvider);

    /// <summary>Opens the jobs that machines share.</summary>
    /// <exception cref="HolySheepException">State is not in a database that machines share.</exception>
    public IJobStore OpenJobs() => _shared?.OpenJobs() ?? throw new HolySheepException(
        ErrorCode.ArgumentInvalid, "Machines share jobs through a database, and this configuration keeps state on this machine.",
        "Set \"state\": { \"kind\": \"postgres\" } in the configuration, or HOLYSHEEP_STATE=postgres, and the connection string in HOLYSHEEP_DB. The sandbox shares nothing.");

    /// <summary>Opens the files that calls share and compiles the code of a call, on other threads, so that the first call does not wait for it.</summary>
    public void WarmUp()
    {
        CallWarmUp.Begin();
        _ = Task.Run(async () =>
        {
            await Services.Health.RefreshAsync().ConfigureAwait(false);
            await Ledger.RecordReusedAsync([]).ConfigureAwait(false);
        });
    }

    public void Dispose()
    {
        // The ledger before the network, which still sends its last alerts.
        _ledger.Dispose();
        _network.Dispose();
        _sandbox.Dispose();
        if (_attachments.IsValueCreated)
        {
            _attachments.Value.Dispose();
        }

        _answers?.Dispose();
        State.Dispose();
        _shared?.Dispose();
    }

    /// <summary>Answers of the sandbox and of rehearsals must never pass for real ones.</summary>
    private AnswerCache? OpenAnswers()
    {
        if (_options.Sandbox is not null || IsRehearsal)
        {
            return null;
        }

        IAnswerStore store = _stateFolder is { } folder
            ? new SqliteAnswerStore(Path.Combine(folder, "cache.db"), Configuration.CacheMaxBytes, _options.TimeProvider)
            : new MemoryAnswerStore(Configuration.CacheMaxBytes);
        return new AnswerCache(store, Configuration.CacheMaxBytes, Configuration.Models, Notices);
    }

    /// <summary>The sandbox and rehearsals cost nothing, so they are not booked.</summary>
    private ILedgerBackend OpenLedger(HolySheepClientOptions options)
    {
        var settings = SettingsOf(options);
        return _shared?.OpenLedger(settings) ?? LedgerBackends.Open(settings);
    }

    private LedgerSettings SettingsOf(HolySheepClientOptions options) => new()
    {
        Folder = options.StateFolder,
        KeepsBooks = options.Sandbox is null && !IsRehearsal && options.KeepsBooks,
        Writer = new LedgerWriterFacts(options.Caller, typeof(HolySheepClient).Assembly.GetName().Version!.ToString(3), Configuration.Revision),
        Budgets = Configuration.BudgetsInForce,
        ReadChange = options.ReadChange,
        LimitsSessions = options.Session?.MaxCost is not null || Configuration.GatewayClients.Any(client => client.MaxCostPerSession is not null),
        Names = Configuration.Names,
        TimeProvider = options.TimeProvider,
        Alert = alert => Task.Run(() => new AlertPost(_network, options.TimeProvider).SendAsync(alert)),
        Notices = Notices,
    };
}
