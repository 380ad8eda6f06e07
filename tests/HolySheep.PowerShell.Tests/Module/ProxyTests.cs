using System;
using System.Linq;
using System.Management.Automation;
using HolySheep.PowerShell.Choices;
using HolySheep.PowerShell.Tests.Engine;
using Xunit;

namespace HolySheep.PowerShell.Tests.Module;

/// <summary>Wrappers and mocks write each parameter's type as text, which must be found again.</summary>
public sealed class ProxyTests : IDisposable
{
    private readonly Session _session = Session.WithModule();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_wrapper_of_each_cmdlet_compiles_and_one_is_called()
    {
        var outcome = _session.Run("""
            foreach ($command in Get-Command -Module HolySheep -CommandType Cmdlet) {
                $code = [System.Management.Automation.ProxyCommand]::Create([System.Management.Automation.CommandMetadata]::new($command))
                try { $null = & ([scriptblock]::Create("function made { $code }; made -NoSuchParameterAtAll 1")) } catch {
                    if ("$($_.FullyQualifiedErrorId)" -notlike 'NamedParameterNotFound*') { "$($command.Name): $_" } else { 'compiled' }
                }
            }
            $ExecutionContext.SessionState.PSVariable.Set('code', [System.Management.Automation.ProxyCommand]::Create([System.Management.Automation.CommandMetadata]::new((Get-Command Invoke-HolySheepChat))))
            Invoke-Expression2 2>$null
            """.Replace("Invoke-Expression2 2>$null", "& ([scriptblock]::Create(\"function Ask { $code }; ('a' | Ask 'say {}' -Sandbox -OnCut Restart).Content\"))", StringComparison.Ordinal)).ThrowOnError();

        var lines = outcome.Values.Select(value => value.ToString()!).ToList();
        Assert.All(lines.SkipLast(1), line => Assert.Equal("compiled", line));
        Assert.True(lines.Count > 25);
        Assert.Contains("say a", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Types_of_parameters_lie_in_the_cmdlet_assembly_or_the_framework()
    {
        var cmdlets = typeof(HolySheepCutAction).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PSCmdlet)));
        var types = cmdlets.SelectMany(type => type.GetProperties()).Where(property => Attribute.IsDefined(property, typeof(ParameterAttribute))).Select(property => Innermost(property.PropertyType)).Distinct();

        Assert.DoesNotContain(types, type => type.Assembly.GetName().Name!.StartsWith("HolySheep", StringComparison.Ordinal) && type.Assembly != typeof(HolySheepCutAction).Assembly);
    }

    [Theory]
    [InlineData(typeof(HolySheepCutAction), typeof(Chat.CutAction))]
    [InlineData(typeof(HolySheepBudgetAction), typeof(Configuration.Options.BudgetAction))]
    [InlineData(typeof(HolySheepProviderKind), typeof(Configuration.Options.ProviderKind))]
    [InlineData(typeof(HolySheepProviderApi), typeof(Configuration.Options.ProviderApi))]
    [InlineData(typeof(HolySheepUsageGroup), typeof(Spend.Usage.UsageGroup))]
    public void Choices_are_those_of_the_core(Type choice, Type core) => Assert.Equal(Enum.GetNames(core), Enum.GetNames(choice));

    private static Type Innermost(Type type) => type.IsArray ? Innermost(type.GetElementType()!) : Nullable.GetUnderlyingType(type) ?? type;
}
