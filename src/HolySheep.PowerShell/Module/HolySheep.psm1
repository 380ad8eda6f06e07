# Loads the cmdlets for this edition of PowerShell. Only Microsoft.PowerShell.Core is needed, so that it loads in a bare engine too.

$framework = if ($PSVersionTable.PSEdition -eq 'Core') { 'net8.0' } else { 'net472' }
$loader = [System.Reflection.Assembly]::LoadFile([System.IO.Path]::Combine($PSScriptRoot, $framework, 'HolySheep.Loader.dll'))
$assembly = $loader.GetType('HolySheep.Loader.ModuleAssembly').GetMethod('Load').Invoke($null, @())
$cmdlets = Microsoft.PowerShell.Core\Import-Module -Assembly $assembly -PassThru -ErrorAction Stop

# Not by the manifest of the module: a second copy of it in one session would fail on the types that the first one brought.
# Not by Update-TypeData either: it loads Microsoft.PowerShell.Utility, which costs more than all else here, and a bare engine does not have it.
try {
    Microsoft.PowerShell.Core\Import-Module ([System.IO.Path]::Combine($PSScriptRoot, 'HolySheep.Types.psd1')) -ErrorAction Stop
}
catch {
    $null = $_
}

# A second import of one assembly in one session comes from a cache that exports nothing to this module.
$null = $loader.GetType('HolySheep.Loader.ModuleExports').GetMethod('Copy').Invoke($null, @($cmdlets.PSObject.BaseObject, $ExecutionContext.SessionState.Module))
