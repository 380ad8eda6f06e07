using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Pumping;
using HolySheep.PowerShell.Results;
using HolySheep.Providers.Inspection;

namespace HolySheep.PowerShell.Commands;

/// <summary>Tests providers, with one verdict each: the key, the name, the connection, TLS, the proxy, the time limit and, if given, a model. No answer is requested and nothing is paid.</summary>
[Cmdlet(VerbsDiagnostic.Test, "HolySheepProvider")]
[OutputType(typeof(HolySheepProviderTest))]
public sealed class TestHolySheepProviderCommand : HolySheepClientCommand
{
    private const int TestsAtOnce = 8;

    /// <summary>Names of providers; all that are in use by default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Provider")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string[]? Name { get; set; }

    /// <summary>A model that the provider should list.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelNameCompleter))]
    public string? Model { get; set; }

    private protected override int Concurrency => TestsAtOnce;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name ?? (IReadOnlyList<string>)Client.ProviderNames)
        {
            Start(name, (writer, stop) => TestAsync(name, writer, stop));
        }
    }

    private async Task TestAsync(string name, PipelineWriter writer, CancellationToken stop)
    {
        var result = await Client.TestProviderAsync(name, Model, stop).ConfigureAwait(false);
        if (result.Verdict == ProviderVerdict.KeyRefused)
        {
            ForgetRefusedKeys();
        }

        await writer.WriteObjectAsync(new HolySheepProviderTest(result)).ConfigureAwait(false);
    }
}
