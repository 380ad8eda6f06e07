using System.Management.Automation;
using HolySheep.Chat;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Choices;

namespace HolySheep.PowerShell.Commands;

/// <summary>A command about calls that are not the rows of a job.</summary>
public abstract class HolySheepSingleCallCommand : HolySheepCallCommand
{
    private protected HolySheepSingleCallCommand()
    {
    }

    /// <summary>Pictures, PDFs and texts that are sent with every prompt: paths, wildcards, file objects or addresses of http and https, which are fetched, or a script block that returns them for each input, as in { $_.FullName }.</summary>
    [Parameter]
    [Alias("Attach", "Image")]
    public object[]? Attachment { get; set; }

    /// <summary>What a stream does if it breaks after text was shown: it fails, or starts again and says so.</summary>
    [Parameter]
    public HolySheepCutAction OnCut { get; set; }

    /// <summary>The maximum cost of one call in USD, including retries and fallbacks; an attempt that may cost more is not made.</summary>
    [Parameter]
    [PlainNumber(EmptyIsUnset = true)]
    [NumberRange(0d, 1_000_000d)]
    public decimal? MaxCost { get; set; }

    /// <inheritdoc/>
    private protected override ChatLimits MakeLimits() => base.MakeLimits() with { MaxCost = MaxCost };

    /// <summary>The request without messages, with the options and limits of a single call and those of the template.</summary>
    private protected ChatRequest MakeWholeRequest(ChatJsonSchema? schema) => WithTemplate(MakeRequest(schema) with { Limits = MakeLimits(), OnCut = Choice.Of<CutAction>(OnCut) });
}
