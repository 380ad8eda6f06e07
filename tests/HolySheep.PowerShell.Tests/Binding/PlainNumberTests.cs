using System;
using System.Linq;
using System.Management.Automation;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Tests.Commands;
using Xunit;

namespace HolySheep.PowerShell.Tests.Binding;

/// <summary>Numbers as text: with a point, whatever the culture; a comma never disappears.</summary>
public sealed class PlainNumberTests : ChatFixture
{
    [Fact]
    public void Every_parameter_that_holds_a_number_takes_text_with_a_point_alone()
    {
        var open = typeof(PlainNumberAttribute).Assembly.GetExportedTypes()
            .Where(type => typeof(PSCmdlet).IsAssignableFrom(type))
            .SelectMany(type => type.GetProperties())
            .Where(property => property.GetCustomAttributes(typeof(ParameterAttribute), inherit: true).Length > 0 && IsNumber(property.PropertyType))
            .Where(property => property.GetCustomAttributes(typeof(PlainNumberAttribute), inherit: true).Length == 0)
            .Select(property => $"{property.DeclaringType!.Name}.{property.Name}");

        Assert.Empty(open);
    }

    [Theory]
    [InlineData("Invoke-HolySheepChat hi -ConfigPath $config -Temperature '0,2'")]
    [InlineData("Invoke-HolySheepChat hi -ConfigPath $config -Temperature 0,2")]
    [InlineData("Invoke-HolySheepChat hi -ConfigPath $config -TopP ([psobject] '0,9')")]
    [InlineData("Invoke-HolySheepChat hi -ConfigPath $config -TimeoutSec '1,5'")]
    [InlineData("Invoke-HolySheepChat hi -ConfigPath $config -MaxTokens '1,000'")]
    [InlineData("Invoke-HolySheepChat hi -ConfigPath $config -Temperature '1 000'")]
    [InlineData("Set-HolySheepSplit gpt-4.1 -To a -Percent '2,5' -ConfigPath $config")]
    [InlineData("Set-HolySheepSplit gpt-4.1 -To @{ Model = 'a'; Percent = '2,5' } -ConfigPath $config")]
    [InlineData("Set-HolySheepModel gpt-4.1 -Price @{ input = '0,5'; output = 1 } -ConfigPath $config")]
    [InlineData("Set-HolySheepBudget daily '2,5' -ConfigPath $config")]
    public void A_comma_is_refused_and_nothing_is_sent_or_written(string script)
    {
        var before = System.IO.File.ReadAllText(Home.ConfigPath);

        var outcome = Run(script);

        Assert.True(outcome.Errors.Count > 0 || outcome.Failure is not null, "The comma was taken.");
        Assert.Empty(Provider.Requests);
        Assert.Equal(before, System.IO.File.ReadAllText(Home.ConfigPath));
    }

    [Fact]
    public void An_empty_text_is_refused_by_every_parameter_that_holds_one_number()
    {
        var before = System.IO.File.ReadAllText(Home.ConfigPath);
        var numbers = typeof(PlainNumberAttribute).Assembly.GetExportedTypes()
            .Where(type => typeof(PSCmdlet).IsAssignableFrom(type) && !type.IsAbstract)
            .SelectMany(type => type.GetProperties().Where(property => property.GetCustomAttributes(typeof(ParameterAttribute), inherit: true).Length > 0 && IsNumber(property.PropertyType) && !property.PropertyType.IsArray).Select(property => (Type: type, property.Name)))
            .ToList();

        foreach (var (type, parameter) in numbers)
        {
            var cmdlet = (CmdletAttribute)type.GetCustomAttributes(typeof(CmdletAttribute), inherit: false).Single();
            foreach (var empty in (string[])["''", "([psobject] '')"])
            {
                var error = RunToFailure($"{cmdlet.VerbName}-{cmdlet.NounName} -{parameter} {empty} -ConfigPath $config");
                Assert.Contains("empty", error.ToString(), StringComparison.Ordinal);
                Assert.Contains($"'{parameter}'", error.ToString(), StringComparison.Ordinal);
            }
        }

        Assert.True(numbers.Count > 30);
        Assert.Equal(before, System.IO.File.ReadAllText(Home.ConfigPath));
        Assert.Empty(Provider.Requests);
    }

    [Theory]
    [InlineData("Set-HolySheepModel m @{ Target = 'local/m'; Weight = '' }")]
    [InlineData("Set-HolySheepModel m @{ Target = 'local/m'; Weight = '2,5' }")]
    [InlineData("Set-HolySheepModel m @{ Target = 'local/m'; Weight = '2.5' }")]
    [InlineData("Set-HolySheepModel m -Price @{ input = ''; output = 1 }")]
    [InlineData("Set-HolySheepSplit m -To @{ Model = 'a'; Percent = '' }")]
    [InlineData("Set-HolySheepBudget b 5 -AlertAt '', 0.5")]
    public void An_empty_text_is_not_a_number_inside_a_table_or_list(string script)
    {
        var before = System.IO.File.ReadAllText(Home.ConfigPath);

        var outcome = Run(script + " -ConfigPath $config");

        Assert.True(outcome.Errors.Count > 0 || outcome.Failure is not null, "The empty text was taken.");
        Assert.Equal(before, System.IO.File.ReadAllText(Home.ConfigPath));
    }

    [Theory]
    [InlineData("'0.2'", "0.2")]
    [InlineData("' 0.5 '", "0.5")]
    [InlineData("'5E-05'", "0.00005")]
    [InlineData("([psobject] '1')", "1")]
    [InlineData("0.25", "0.25")]
    public void Text_with_a_point_is_sent_as_it_is_in_every_culture(string value, string sent)
    {
        Run("$c = [cultureinfo]::InvariantCulture.Clone(); $c.NumberFormat.NumberDecimalSeparator = ','; $c.NumberFormat.NumberGroupSeparator = '.'; [cultureinfo]::CurrentCulture = $c; " + $"Invoke-HolySheepChat hi -Temperature {value} -ConfigPath $config").ThrowOnError();

        Assert.Equal(decimal.Parse(sent, System.Globalization.CultureInfo.InvariantCulture), Provider.Requests.Single().Json!.Value.GetProperty("temperature").GetDecimal());
    }

    private static bool IsNumber(Type type)
    {
        type = type.IsArray ? type.GetElementType()! : type;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(double) || type == typeof(decimal) || type == typeof(int) || type == typeof(long) || type == typeof(float);
    }
}
