@{
    RootModule           = 'bin/HolySheep.psm1'
    ModuleVersion        = '0.2.0'
    GUID                 = '6f6d3c0e-3a1b-4f0e-9f7d-5b2f0a6c41d9'
    Author               = 'The HolySheep authors'
    CompanyName          = 'HolySheep'
    Copyright            = 'The HolySheep authors. MIT licence.'
    Description          = 'Language model answers that arrive: fallback chains, retries that know what a failure means, and a result that says which model answered after how many attempts.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    FormatsToProcess     = @('bin/HolySheep.Format.ps1xml')
    CmdletsToExport      = @(
        'Clear-HolySheepUsage', 'Enter-HolySheepChat', 'Export-HolySheepReport', 'Get-HolySheepBudget', 'Get-HolySheepCall', 'Get-HolySheepConversation', 'Get-HolySheepFallbackChain', 'Get-HolySheepHealth', 'Get-HolySheepModel', 'Get-HolySheepProvider', 'Get-HolySheepRoute',
        'Get-HolySheepRule', 'Get-HolySheepSetting', 'Get-HolySheepSplit', 'Get-HolySheepState', 'Get-HolySheepTemplate', 'Get-HolySheepUsage',
        'Import-HolySheepPriceMap', 'Invoke-HolySheepChat', 'Invoke-HolySheepCsv', 'Measure-HolySheepCost',
        'Remove-HolySheepBudget', 'Remove-HolySheepConversation', 'Remove-HolySheepFallbackChain', 'Remove-HolySheepModel', 'Remove-HolySheepProvider', 'Remove-HolySheepRule', 'Remove-HolySheepSetting', 'Remove-HolySheepSplit', 'Remove-HolySheepTemplate', 'Reset-HolySheepHealth',
        'Set-HolySheepBudget', 'Set-HolySheepFallbackChain', 'Set-HolySheepModel', 'Set-HolySheepProvider', 'Set-HolySheepRule', 'Set-HolySheepSetting', 'Set-HolySheepSplit', 'Set-HolySheepTemplate', 'Test-HolySheepProvider',
        'Test-HolySheepState', 'Unlock-HolySheepState', 'Update-HolySheepState'
    )
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            # Of a version in development; a release has none.
            Prerelease   = 'dev'
            Tags         = @('AI', 'LLM', 'OpenAI', 'Chat', 'Fallback', 'Routing', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            ReleaseNotes = 'CHANGELOG.md beside the manifest says what is new.'
        }
    }
}
